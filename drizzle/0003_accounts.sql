CREATE TABLE "password_link" (
	"person" integer PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "password_link_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_name" text,
	"email" text,
	"name" text NOT NULL,
	"position" text,
	"role" text NOT NULL,
	"area" text NOT NULL,
	"password" text,
	"totp_secret" text,
	"second_factor_since" timestamp with time zone,
	"totp_step" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "person_user_name_unique" UNIQUE("user_name"),
	CONSTRAINT "person_email_unique" UNIQUE("email"),
	CONSTRAINT "person_signs_in_by_something" CHECK (num_nonnulls("person"."user_name", "person"."email") > 0)
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"person" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "recovery_code_person_hash_pk" PRIMARY KEY("person","hash")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"person" integer,
	"token" integer,
	"awaits" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"address" text NOT NULL,
	"agent" text NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "session_hash_unique" UNIQUE("hash"),
	CONSTRAINT "session_is_of_one" CHECK (num_nonnulls("session"."person", "session"."token") = 1)
);
--> statement-breakpoint
CREATE TABLE "sign_in_failure" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"waits_until" timestamp with time zone,
	CONSTRAINT "sign_in_failure_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
ALTER TABLE "password_link" ADD CONSTRAINT "password_link_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_token_token_id_fk" FOREIGN KEY ("token") REFERENCES "public"."token"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_of_person" ON "session" USING btree ("person");