ALTER TABLE "tenants" ADD COLUMN "subscriptions" jsonb;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "dormant_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "erased_at" timestamp with time zone;