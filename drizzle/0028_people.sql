CREATE TABLE "invitation" (
	"person" integer PRIMARY KEY NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"times" integer NOT NULL,
	"way" text NOT NULL,
	"opened_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "password_link" DROP CONSTRAINT "password_link_hash_unique";--> statement-breakpoint
ALTER TABLE "password_link" DROP CONSTRAINT "password_link_pkey";--> statement-breakpoint
ALTER TABLE "password_link" ADD PRIMARY KEY ("hash");--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_link_of_person" ON "password_link" USING btree ("person");