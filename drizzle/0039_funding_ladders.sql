-- Who hears that a proposal is near or past its deadline, and that less is recorded than was delivered.
INSERT INTO "ladder" ("programme", "kind", "steps", "settings", "created_at", "created_by") VALUES
  ('*', 'proposal_deadline', '[{"role": "department", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 1140, "atMost": 3, "tellEnd": false},
   {"role": "leader", "waitMinutes": 2280, "channel": "preferred", "hours": "working", "repeatMinutes": 2850, "atMost": 2, "tellEnd": false}]', '{"daysAhead": 5}', now(), 'phu-xanh'),
  ('*', 'delivery_not_shown', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 1140, "atMost": 2, "tellEnd": false},
   {"role": "department", "waitMinutes": 1140, "channel": "preferred", "hours": "working", "repeatMinutes": 2850, "atMost": 2, "tellEnd": false}]', '{}', now(), 'phu-xanh');
