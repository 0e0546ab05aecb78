-- Until when the job of an event waits by itself: for its next try, or for the store.
ALTER TABLE domain_event ADD COLUMN resumes_at timestamptz(3);
