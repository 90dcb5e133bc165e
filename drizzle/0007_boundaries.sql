CREATE TABLE "boundary" (
	"locality" text PRIMARY KEY NOT NULL,
	"province" text NOT NULL,
	"polygons" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "boundary_map" (
	"province" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "boundary" ADD CONSTRAINT "boundary_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary" ADD CONSTRAINT "boundary_province_boundary_map_province_fk" FOREIGN KEY ("province") REFERENCES "public"."boundary_map"("province") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary_map" ADD CONSTRAINT "boundary_map_province_province_code_fk" FOREIGN KEY ("province") REFERENCES "public"."province"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "boundary_of_province" ON "boundary" USING btree ("province");