-- What webhooks hear of tasks: of progress, claims and what was decided of them, deadlines that moved, cancellations.
CREATE FUNCTION "emit_task"(changed bigint, place text, moment timestamp with time zone, told jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF "event_wanted"('task') THEN
    INSERT INTO "event" ("kind", "area", "at", "subject")
    SELECT 'task', coalesce(place, p."province"), moment,
      jsonb_build_object('id', t."id", 'plan', p."code", 'no', t."no") || told
    FROM "task" t JOIN "plan" p ON p."id" = t."plan" WHERE t."id" = changed;
  END IF;
END $$;--> statement-breakpoint
CREATE FUNCTION "emit_task_note"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "emit_task"(NEW."task", NEW."locality", NEW."at", '{"what": "progress"}');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "task_note_event" AFTER INSERT ON "task_note" FOR EACH ROW EXECUTE FUNCTION "emit_task_note"();--> statement-breakpoint
CREATE FUNCTION "emit_task_claim"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM "emit_task"(NEW."task", NEW."locality", NEW."at", jsonb_build_object('what', 'claimed', 'day', NEW."done_on"));
  ELSIF OLD."accepted" IS NULL AND NEW."accepted" IS NOT NULL THEN
    PERFORM "emit_task"(NEW."task", NEW."locality", NEW."decided_at", jsonb_build_object('what',
      CASE WHEN NEW."accepted" THEN 'confirmed' ELSE 'rejected' END, 'day', NEW."done_on", 'reason', NEW."reason"));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "task_claim_event" AFTER INSERT OR UPDATE OF "accepted" ON "task_claim" FOR EACH ROW EXECUTE FUNCTION "emit_task_claim"();--> statement-breakpoint
CREATE FUNCTION "emit_task_deadline"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The original one comes with the task itself.
  IF NEW."reason" IS NOT NULL THEN
    PERFORM "emit_task"(NEW."task", NULL, NEW."at",
      jsonb_build_object('what', 'deadline', 'lastDay', NEW."last_day", 'reason', NEW."reason"));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "task_deadline_event" AFTER INSERT ON "task_deadline" FOR EACH ROW EXECUTE FUNCTION "emit_task_deadline"();--> statement-breakpoint
CREATE FUNCTION "emit_task_cancelled"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."cancelled_at" IS NULL AND NEW."cancelled_at" IS NOT NULL THEN
    PERFORM "emit_task"(NEW."id", NULL, NEW."cancelled_at", jsonb_build_object('what', 'cancelled', 'reason', NEW."cancel_reason"));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "task_cancelled_event" AFTER UPDATE OF "cancelled_at" ON "task" FOR EACH ROW EXECUTE FUNCTION "emit_task_cancelled"();
