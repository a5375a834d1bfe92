-- Rule books and flows that were ever in force, as documents under name and version; a decision names the one that made it.

create table oms_book (
  ${appendRow},
  sort ${text} not null,
  reference ${text} not null,
  since ${instant} not null,
  body ${json} not null
);
create unique index oms_book_reference on oms_book (sort, reference);
