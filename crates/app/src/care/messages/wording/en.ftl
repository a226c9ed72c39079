reminder = Reminder: tomorrow at { $time }. { $worker }
no-news = Hello, it is { $worker }. There is no news yet, and I have not forgotten you. I will be in touch again by { $day }.
