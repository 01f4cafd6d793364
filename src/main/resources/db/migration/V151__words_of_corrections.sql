-- Words that the corrections of the next migration use; PostgreSQL wants new values committed before they are used.
alter type billing.settlement_source add value 'CREDIT';      -- what was charged too much settles, or is held for the payer
alter type ledger.source_kind add value 'CORRECTION';
alter type ledger.account add value 'PREPAYMENT_MOVED';       -- 预存调拨, between two premises of one payer; always zero
