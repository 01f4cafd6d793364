-- A preview that nobody will propose any more; the row stays for the audit trail.
alter type billing.run_state add value 'DISCARDED';
