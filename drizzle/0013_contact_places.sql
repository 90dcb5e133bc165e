CREATE INDEX "contact_locality" ON "contact" USING btree ("locality");--> statement-breakpoint
CREATE INDEX "contact_province" ON "contact" USING btree ("province");