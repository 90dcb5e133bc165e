CREATE TABLE "funding_acceptance" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "funding_acceptance_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"line" bigint NOT NULL,
	"quantity" integer NOT NULL,
	"day" date NOT NULL,
	"paper" text,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "funding_acceptance_of_some" CHECK ("funding_acceptance"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "funding_allocation" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "funding_allocation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"proposal" bigint NOT NULL,
	"source" text NOT NULL,
	"paper" text,
	"day" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "funding_allocation_line" (
	"allocation" bigint NOT NULL,
	"line" bigint NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "funding_allocation_line_allocation_line_pk" PRIMARY KEY("allocation","line"),
	CONSTRAINT "funding_allocation_of_some" CHECK ("funding_allocation_line"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "funding_delivery" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "funding_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"line" bigint NOT NULL,
	"receiver" text NOT NULL,
	"quantity" integer NOT NULL,
	"day" date NOT NULL,
	"minutes" text,
	"have_before" double precision,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "funding_delivery_of_some" CHECK ("funding_delivery"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "funding_disbursement" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "funding_disbursement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"proposal" bigint NOT NULL,
	"source" text NOT NULL,
	"amount" bigint NOT NULL,
	"day" date NOT NULL,
	"paper" text,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "funding_disbursement_of_some" CHECK ("funding_disbursement"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "funding_item" (
	"indicator" text PRIMARY KEY NOT NULL,
	"norm" text
);
--> statement-breakpoint
CREATE TABLE "funding_line" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "funding_line_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"proposal" bigint NOT NULL,
	"locality" text NOT NULL,
	"item" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price" bigint NOT NULL,
	"basis" text NOT NULL,
	CONSTRAINT "funding_line_is_one" UNIQUE("proposal","locality","item"),
	CONSTRAINT "funding_line_of_some" CHECK ("funding_line"."quantity" > 0 and "funding_line"."unit_price" > 0)
);
--> statement-breakpoint
CREATE TABLE "funding_minutes" (
	"delivery" bigint PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"hash" text NOT NULL,
	"body" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "funding_price" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "funding_price_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"item" text NOT NULL,
	"province" text NOT NULL,
	"unit_price" bigint NOT NULL,
	"ceiling" bigint,
	"basis" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text,
	CONSTRAINT "funding_price_is_one" CHECK ("funding_price"."unit_price" > 0),
	CONSTRAINT "funding_price_within_ceiling" CHECK ("funding_price"."ceiling" is null or "funding_price"."unit_price" <= "funding_price"."ceiling")
);
--> statement-breakpoint
CREATE TABLE "funding_proposal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "funding_proposal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"province" text NOT NULL,
	"programme" text NOT NULL,
	"day" date NOT NULL,
	"needs" jsonb NOT NULL,
	"state" text NOT NULL,
	"deadline" date,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"submitted_at" timestamp with time zone,
	"submitted_by" text,
	"approved_at" timestamp with time zone,
	"approved_by" text,
	"approval_paper" text,
	"return_reason" text,
	"returned_at" timestamp with time zone,
	"returned_by" text
);
--> statement-breakpoint
ALTER TABLE "funding_acceptance" ADD CONSTRAINT "funding_acceptance_line_funding_line_id_fk" FOREIGN KEY ("line") REFERENCES "public"."funding_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_allocation" ADD CONSTRAINT "funding_allocation_proposal_funding_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."funding_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_allocation_line" ADD CONSTRAINT "funding_allocation_line_allocation_funding_allocation_id_fk" FOREIGN KEY ("allocation") REFERENCES "public"."funding_allocation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_allocation_line" ADD CONSTRAINT "funding_allocation_line_line_funding_line_id_fk" FOREIGN KEY ("line") REFERENCES "public"."funding_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_delivery" ADD CONSTRAINT "funding_delivery_line_funding_line_id_fk" FOREIGN KEY ("line") REFERENCES "public"."funding_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_delivery" ADD CONSTRAINT "funding_delivery_receiver_locality_code_fk" FOREIGN KEY ("receiver") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_disbursement" ADD CONSTRAINT "funding_disbursement_proposal_funding_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."funding_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_proposal_funding_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."funding_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_minutes" ADD CONSTRAINT "funding_minutes_delivery_funding_delivery_id_fk" FOREIGN KEY ("delivery") REFERENCES "public"."funding_delivery"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "funding_acceptance_of_line" ON "funding_acceptance" USING btree ("line");--> statement-breakpoint
CREATE INDEX "funding_allocation_of_proposal" ON "funding_allocation" USING btree ("proposal");--> statement-breakpoint
CREATE INDEX "funding_allocation_line_of_line" ON "funding_allocation_line" USING btree ("line");--> statement-breakpoint
CREATE INDEX "funding_delivery_of_line" ON "funding_delivery" USING btree ("line");--> statement-breakpoint
CREATE INDEX "funding_delivery_of_receiver" ON "funding_delivery" USING btree ("receiver");--> statement-breakpoint
CREATE INDEX "funding_disbursement_of_proposal" ON "funding_disbursement" USING btree ("proposal");--> statement-breakpoint
CREATE INDEX "funding_line_of_locality" ON "funding_line" USING btree ("locality","item");--> statement-breakpoint
CREATE UNIQUE INDEX "funding_price_begins_once" ON "funding_price" USING btree ("province","item","valid_from") WHERE "funding_price"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "funding_proposal_of_province" ON "funding_proposal" USING btree ("province","id");--> statement-breakpoint
-- What money fills, and which item of the norms it is. Equipment of one-stop desks other than these is specialised: its
-- norms are the province's own.
INSERT INTO "funding_item" ("indicator", "norm") VALUES
  ('equipment.computer', 'computer'),
  ('equipment.printer', 'printer'),
  ('equipment.scanner', 'scanner'),
  ('equipment.filing_computer', null),
  ('equipment.queue', null),
  ('equipment.kiosk', null),
  ('equipment.camera', null),
  ('equipment.satisfaction', null),
  ('equipment.public_board', null);
