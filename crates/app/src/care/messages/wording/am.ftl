reminder = ማስታወሻ፦ ነገ በ{ $time }። { $worker }
no-news = ሰላም፣ { $worker } ነኝ። እስካሁን አዲስ ነገር የለም፣ አልረሳሁህም። እስከ { $day } ድረስ እንደገና አገኝሃለሁ።
