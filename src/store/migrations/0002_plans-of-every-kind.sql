CREATE TABLE "known_accounts" (
	"tenant_id" text NOT NULL,
	"account_id" text NOT NULL,
	"person_id" text,
	"address" text NOT NULL,
	CONSTRAINT "known_accounts_tenant_id_account_id_pk" PRIMARY KEY("tenant_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "known_people" (
	"tenant_id" text NOT NULL,
	"person_id" text NOT NULL,
	"address" text,
	"group_ids" text[] NOT NULL,
	"agreed" text,
	CONSTRAINT "known_people_tenant_id_person_id_pk" PRIMARY KEY("tenant_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "plan_rows" DROP CONSTRAINT "plan_rows_kind";--> statement-breakpoint
ALTER TABLE "steps" DROP CONSTRAINT "steps_kind";--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "first_approval" jsonb;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "watermark" jsonb;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "quarantine" jsonb;--> statement-breakpoint
CREATE INDEX "known_accounts_by_person" ON "known_accounts" USING btree ("tenant_id","person_id");--> statement-breakpoint
CREATE INDEX "known_accounts_by_address" ON "known_accounts" USING btree ("tenant_id","address");--> statement-breakpoint
CREATE INDEX "known_people_by_address" ON "known_people" USING btree ("tenant_id","address");--> statement-breakpoint
ALTER TABLE "plan_rows" ADD CONSTRAINT "plan_rows_kind" CHECK ("plan_rows"."kind" in ('joiner', 'mover', 'leaver', 'link', 'deletion', 'upcoming', 'keep', 'conflict', 'excluded'));--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_kind" CHECK ("steps"."kind" in ('create-account', 'place-order', 'update-account', 'reactivate-account', 'link-account', 'reassign-card', 'release-card', 'deactivate-card', 'deactivate-account', 'delete-account', 'set-photo'));