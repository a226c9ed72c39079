reminder = Nhắc bạn: ngày mai lúc { $time }. { $worker }
no-news = Chào bạn, tôi là { $worker }. Vẫn chưa có tin gì, và tôi không quên bạn. Tôi sẽ liên lạc lại trước { $day }.
