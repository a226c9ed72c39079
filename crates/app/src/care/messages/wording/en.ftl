reminder = Reminder: tomorrow at { $time }. { $worker }
no-news = Hello, it is { $worker }. There is no news yet, and I have not forgotten you. I will be in touch again by { $day }.
interview = Hello, it is { $worker }. You have an interview on { $day }. The time and place are on your page. Ring me if you have a question.
offer = Hello, it is { $worker }. I have good news for you. Have a look at your page, or ring me.
