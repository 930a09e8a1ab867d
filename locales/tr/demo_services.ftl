# Gösterim rehberindeki uydurma hizmetler. Buradaki her şey uydurmadır.
# İlk adlar planlarda da geçer: demo.ftl içindeki demo-org-… ile aynı kalsınlar.

demo-service-shelter-name = Söğütlü Kıyı Sığınağı
demo-service-shelter-offer = Kadınlar ve çocukları için odalar; gece gündüz görevli var. Üç geceliğine acil yatak.
demo-service-shelter-contact = Funda Çayırlı
demo-service-shelter-hours = Telefonla her zaman. Kapı yalnızca haber verilenlere açılır.
demo-service-shelter-street = Sazlık Yolu 4, yeşil kapı
demo-service-shelter-eligibility = 18 yaşından büyük kadınlar, 12 yaşına kadar çocuklarıyla. İlk hafta belge istenmez.

demo-service-clinic-name = Peygamberçiçeği Polikliniği
demo-service-clinic-offer = Genel muayene; salı günleri kadın hekim, perşembe günleri travma terapisi.
demo-service-clinic-contact = Dr. Ihlamur Başak
demo-service-clinic-hours = Hafta içi 8–17; yan kapıdan girilir.
demo-service-clinic-street = Çayır Caddesi 12
demo-service-clinic-eligibility = Herkes. Sigortası olmayanın ilk üç muayenesini dayanışma fonu öder.

demo-service-legal_aid-name = Üvez Hukuki Yardım
demo-service-legal_aid-offer = İkamet, tazminat, duruşmaya eşlik. Yavaş yavaş anlatan bir avukat.
demo-service-legal_aid-contact = Asma Çitlembik
demo-service-legal_aid-hours = Pazartesiden perşembeye 10–16
demo-service-legal_aid-street = Ardıç Meydanı 7, ikinci kat, asansörlü
demo-service-legal_aid-eligibility = Geliri düşük yetişkinler. Bizden bir yazı yeterli.

demo-service-interpreters-name = Sazbülbülü Tercümanlık
demo-service-interpreters-offer = Yüz yüze ve telefonla tercüman; isteğe göre kadın ya da erkek.
demo-service-interpreters-contact = Yankı Sazbülbülü
demo-service-interpreters-hours = Telefonla her zaman
demo-service-interpreters-street = Tarlakuşu Sokağı 3
demo-service-interpreters-eligibility = Koşul yok. Yarısını kuruluşumuz öder.

demo-service-training-name = Yüksük Atölye Okulu
demo-service-training-offer = Dikiş, yemek ve bilgisayar kursları; ilk işe girerken destek.
demo-service-training-contact = Üvezgül Devedikeni
demo-service-training-hours = Hafta içi 9–18
demo-service-training-street = Dokumacılar Sırası 21
demo-service-training-eligibility = 16 yaşından büyükler; oturma izni ya da başvurusu olanlar.

demo-service-child_protection-name = Fener Gençlik Dairesi
demo-service-child_protection-offer = Çocukları hemen yerleştirir, vasi atanmasını sağlar, yakınlarını arar.
demo-service-child_protection-contact = Fındık Mumcu
demo-service-child_protection-hours = Hafta içi 8–16; gece nöbet hattından
demo-service-child_protection-street = Fener Sokağı 1
demo-service-child_protection-eligibility = 18 yaşından küçük çocuklar ve gençler.
