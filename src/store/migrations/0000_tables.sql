CREATE TABLE "audit" (
	"tenant_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"plan_id" uuid,
	"data" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_tenant_id_sequence_pk" PRIMARY KEY("tenant_id","sequence"),
	CONSTRAINT "audit_sequence" CHECK ("audit"."sequence" > 0)
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"reference" jsonb NOT NULL,
	"locale" text,
	"personal" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"summary" jsonb NOT NULL,
	"decision" jsonb,
	"run_state" text,
	"run_total" integer DEFAULT 0 NOT NULL,
	"run_started_at" timestamp with time zone,
	"run_finished_at" timestamp with time zone,
	"run_stopped" text,
	CONSTRAINT "plans_of_tenant" UNIQUE("tenant_id","id"),
	CONSTRAINT "plans_state" CHECK ("plans"."state" in ('proposed', 'approved', 'rejected', 'expired', 'superseded')),
	CONSTRAINT "plans_run_state" CHECK ("plans"."run_state" in ('waiting', 'running', 'finished', 'stopped')),
	CONSTRAINT "plans_run_total" CHECK ("plans"."run_total" >= 0)
);
--> statement-breakpoint
CREATE TABLE "posted_cards" (
	"tenant_id" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"conversation_id" text NOT NULL,
	"activity_id" text NOT NULL,
	"person_id" text,
	CONSTRAINT "posted_cards_plan_id_conversation_id_activity_id_pk" PRIMARY KEY("plan_id","conversation_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "plan_rows" (
	"tenant_id" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"row" jsonb NOT NULL,
	CONSTRAINT "plan_rows_plan_id_position_pk" PRIMARY KEY("plan_id","position"),
	CONSTRAINT "plan_rows_kind" CHECK ("plan_rows"."kind" in ('joiner', 'mover', 'leaver', 'link', 'keep', 'conflict', 'excluded')),
	CONSTRAINT "plan_rows_position" CHECK ("plan_rows"."position" >= 0)
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"tenant_id" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"row_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"target" text,
	"key" text NOT NULL,
	"reference" text,
	"why" text,
	"fence" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "steps_plan_id_position_pk" PRIMARY KEY("plan_id","position"),
	CONSTRAINT "steps_state" CHECK ("steps"."state" in ('planned', 'intended', 'sent', 'confirmed', 'uncertain', 'failed', 'skipped')),
	CONSTRAINT "steps_kind" CHECK ("steps"."kind" in ('create-account', 'place-order', 'update-account', 'reactivate-account', 'link-account', 'release-card', 'deactivate-card', 'deactivate-account')),
	CONSTRAINT "steps_position" CHECK ("steps"."position" >= 0)
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"settings" jsonb,
	"mobilo_grant" text,
	"lease_holder" text,
	"lease_until" timestamp with time zone,
	"lease_token" bigint DEFAULT 0 NOT NULL,
	"last_reading_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_cards" ADD CONSTRAINT "posted_cards_tenant_id_plan_id_plans_tenant_id_id_fk" FOREIGN KEY ("tenant_id","plan_id") REFERENCES "public"."plans"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_rows" ADD CONSTRAINT "plan_rows_tenant_id_plan_id_plans_tenant_id_id_fk" FOREIGN KEY ("tenant_id","plan_id") REFERENCES "public"."plans"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_tenant_id_plan_id_plans_tenant_id_id_fk" FOREIGN KEY ("tenant_id","plan_id") REFERENCES "public"."plans"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_by_plan" ON "audit" USING btree ("tenant_id","plan_id");--> statement-breakpoint
CREATE INDEX "plans_by_tenant" ON "plans" USING btree ("tenant_id","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "plans_one_proposed" ON "plans" USING btree ("tenant_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "plans_unfinished" ON "plans" USING btree ("run_state") WHERE run_state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "plan_rows_by_kind" ON "plan_rows" USING btree ("plan_id","kind","position");--> statement-breakpoint
CREATE UNIQUE INDEX "steps_key" ON "steps" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "steps_open" ON "steps" USING btree ("plan_id","position") WHERE state in ('planned', 'intended', 'sent');