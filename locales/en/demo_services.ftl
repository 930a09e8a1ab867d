# The invented services of the demonstration's directory. Everything here is made up.
# Four of the names also stand in the plans: keep them equal to demo-org-… in demo.ftl.

demo-service-shelter-name = Willow bank shelter
demo-service-shelter-offer = Rooms for women and their children, with staff day and night. Emergency beds for three nights.
demo-service-shelter-contact = Heather Moorland
demo-service-shelter-hours = Always, by telephone. The door opens only to those who are announced.
demo-service-shelter-street = 4 Reed Path, the green gate
demo-service-shelter-eligibility = Women from 18, with children up to 12. No paper is asked for in the first week.

demo-service-clinic-name = Cornflower clinic
demo-service-clinic-offer = General practice, a woman doctor on Tuesdays, trauma therapy on Thursdays.
demo-service-clinic-contact = Dr Linden Wheatfield
demo-service-clinic-hours = Weekdays 8–17; come by the side entrance.
demo-service-clinic-street = 12 Meadow Road
demo-service-clinic-eligibility = Everybody. Without insurance the solidarity fund pays the first three visits.

demo-service-legal_aid-name = Rowan legal aid
demo-service-legal_aid-offer = Residence, compensation, company to court. A lawyer who explains slowly.
demo-service-legal_aid-contact = Bryony Hedgerow
demo-service-legal_aid-hours = Monday to Thursday 10–16
demo-service-legal_aid-street = 7 Juniper Square, second floor, lift
demo-service-legal_aid-eligibility = Adults with a low income. A letter from us is enough.

demo-service-interpreters-name = Reedwarbler interpreters
demo-service-interpreters-offer = Interpreters on the spot and by telephone, women or men as wished.
demo-service-interpreters-contact = Echo Reedwarbler
demo-service-interpreters-hours = Always, by telephone
demo-service-interpreters-street = 3 Lark Lane
demo-service-interpreters-eligibility = No conditions. Our organisation pays half.

demo-service-training-name = Thimble workshop school
demo-service-training-offer = Sewing, cooking, computer courses; help with the first job.
demo-service-training-contact = Rowena Thistledown
demo-service-training-hours = Weekdays 9–18
demo-service-training-street = 21 Weavers' Row
demo-service-training-eligibility = From 16, with a residence permit or an application for one.

demo-service-child_protection-name = Lantern youth office
demo-service-child_protection-offer = Takes in children at once, appoints a guardian, looks for relatives.
demo-service-child_protection-contact = Hazel Candlewick
demo-service-child_protection-hours = Weekdays 8–16; at night through the duty line
demo-service-child_protection-street = 1 Lantern Street
demo-service-child_protection-eligibility = Children and young people under 18.
