reminder = Reminder: tomorrow at { $time }. { $worker }
no-news = Hello, it is { $worker }. There is no news yet, and I have not forgotten you. I will be in touch again by { $day }.
interview = Hello, it is { $worker }. You have an interview on { $day }. The time and place are on your page. Ring me if you have a question.
offer = Hello, it is { $worker }. I have good news for you. Have a look at your page, or ring me.
invitation = Hello, it is { $worker }. You are invited to something on { $day }. Your page says what it is. Tell me if you can come.
place = Hello, it is { $worker }. A place has come up for you on { $day }. Your page says what it is.
called-off = Hello, it is { $worker }. What we planned for { $day } has been called off. I am sorry. You can read more on your page.
answer = Hello, it is { $worker }. There is an answer to what you applied for. Have a look at your page, or ring me.
