create view oms_v1_journal as
select j.id, j.position,
  ${jsonLong(j.body,'$.at')} as at,
  ${jsonLong(e.value,'$.o')} as order_id,
  ${jsonText(e.value,'$.e')} as events,
  ${jsonText(e.value,'$.book')} as book
from oms_journal j, ${jsonEach(j.body,'$.entries','e')};
