reminder = መዘኻኸሪ፦ ጽባሕ ሰዓት { $time }። { $worker }
no-news = ሰላም፣ ኣነ { $worker } እየ። ክሳብ ሕጂ ሓድሽ ነገር የለን፣ ኣይረሳዕኩኻን። ክሳብ { $day } ክረኽበካ እየ።
