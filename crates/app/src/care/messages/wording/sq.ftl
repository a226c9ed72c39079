reminder = Kujtesë: nesër në { $time }. { $worker }
no-news = Përshëndetje, jam { $worker }. Ende nuk ka lajme, dhe nuk të kam harruar. Do të lidhem përsëri me ty deri më { $day }.
interview = Përshëndetje, jam { $worker }. Ke një intervistë më { $day }. Ora dhe vendi janë në faqen tënde. Më telefono nëse ke pyetje.
offer = Përshëndetje, jam { $worker }. Kam një lajm të mirë për ty. Shiko faqen tënde ose më telefono.
invitation = Përshëndetje, jam { $worker }. Je i ftuar më { $day }. Hollësitë janë në faqen tënde. Më thuaj nëse mund të vish.
place = Përshëndetje, jam { $worker }. U lirua një vend për ty më { $day }. Hollësitë janë në faqen tënde.
called-off = Përshëndetje, jam { $worker }. Ajo që kishim planifikuar për { $day } u anulua. Më vjen keq. Hollësitë janë në faqen tënde.
answer = Përshëndetje, jam { $worker }. Ka një përgjigje për atë që aplikove. Shiko faqen tënde ose më telefono.
