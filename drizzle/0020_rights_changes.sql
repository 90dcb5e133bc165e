CREATE SEQUENCE "public"."rights_change" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "proven_after" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "rights_change" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE FUNCTION "number_rights_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW."role", NEW."area", NEW."email") IS DISTINCT FROM (OLD."role", OLD."area", OLD."email") THEN
		NEW."rights_change" := nextval('rights_change');
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "person_rights_change" BEFORE UPDATE OF "role", "area", "email" ON "person" FOR EACH ROW EXECUTE FUNCTION "number_rights_change"();
