-- Who hears that a task is due soon, is overdue, waits for its confirmation, or has another deadline.
INSERT INTO "ladder" ("programme", "kind", "steps", "settings", "created_at", "created_by") VALUES
  ('*', 'task_due_soon', '[{"waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false, "role": "agency"},
   {"waitMinutes": 1140, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false, "role": "department"}]', '{"daysAhead": 5}', now(), 'phu-xanh'),
  ('*', 'task_overdue', '[{"waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 1710, "atMost": 3, "tellEnd": false, "role": "agency"},
   {"waitMinutes": 570, "channel": "preferred", "hours": "working", "repeatMinutes": 2850, "atMost": 2, "tellEnd": false, "role": "department"},
   {"waitMinutes": 1710, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false, "role": "leader"}]', '{}', now(), 'phu-xanh'),
  ('*', 'task_unconfirmed', '[{"waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 1710, "atMost": 3, "tellEnd": false, "role": "agency"},
   {"waitMinutes": 1140, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false, "role": "department"},
   {"waitMinutes": 2850, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false, "role": "leader"}]', '{"waitDays": 3}', now(), 'phu-xanh'),
  ('*', 'task_moved', '[{"waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false, "role": "agency"},
   {"waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false, "role": "department"}]', '{"toldDays": 3}', now(), 'phu-xanh');
