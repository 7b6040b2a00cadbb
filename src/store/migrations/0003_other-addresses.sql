ALTER TABLE "known_people" ADD COLUMN "others" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "known_people_by_other" ON "known_people" USING gin ("others");