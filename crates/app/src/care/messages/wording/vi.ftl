reminder = Nhắc bạn: ngày mai lúc { $time }. { $worker }
no-news = Chào bạn, tôi là { $worker }. Vẫn chưa có tin gì, và tôi không quên bạn. Tôi sẽ liên lạc lại trước { $day }.
interview = Chào bạn, tôi là { $worker }. Bạn có buổi phỏng vấn vào { $day }. Giờ và nơi có trên trang của bạn. Gọi cho tôi nếu bạn có câu hỏi.
offer = Chào bạn, tôi là { $worker }. Tôi có tin vui cho bạn. Hãy xem trang của bạn hoặc gọi cho tôi.
invitation = Chào bạn, tôi là { $worker }. Bạn được mời vào { $day }. Chi tiết có trên trang của bạn. Hãy cho tôi biết nếu bạn đến được.
place = Chào bạn, tôi là { $worker }. Có một chỗ cho bạn vào { $day }. Chi tiết có trên trang của bạn.
called-off = Chào bạn, tôi là { $worker }. Việc đã định vào { $day } bị hủy. Tôi rất tiếc. Chi tiết có trên trang của bạn.
answer = Chào bạn, tôi là { $worker }. Đã có câu trả lời cho đơn của bạn. Hãy xem trang của bạn hoặc gọi cho tôi.
