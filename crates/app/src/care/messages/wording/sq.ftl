reminder = Kujtesë: nesër në { $time }. { $worker }
no-news = Përshëndetje, jam { $worker }. Ende nuk ka lajme, dhe nuk të kam harruar. Do të lidhem përsëri me ty deri më { $day }.
