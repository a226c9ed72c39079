reminder = Kujtesë: nesër në { $time }. { $worker }
no-news = Përshëndetje, jam { $worker }. Ende nuk ka lajme, dhe nuk të kam harruar. Do të lidhem përsëri me ty deri më { $day }.
interview = Përshëndetje, jam { $worker }. Ke një intervistë më { $day }. Ora dhe vendi janë në faqen tënde. Më telefono nëse ke pyetje.
offer = Përshëndetje, jam { $worker }. Kam një lajm të mirë për ty. Shiko faqen tënde ose më telefono.
