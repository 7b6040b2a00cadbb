/** For specs: what happened long ago, and what no setting switches on yet. */
import type { PlanRecord } from '../approval.ts';
import type { Tenant } from '../tenant.testing.ts';
import { changePhoto, personId } from '../vendors.testing.ts';

/** Lets so many days pass since everything that runs of this tenant did. */
export const letDaysPass = async ({ tools, id }: Tenant, days: number): Promise<void> => {
  await tools.store.executeSql(
    `update steps set updated_at = updated_at - make_interval(days => $2) where tenant_id = $1`,
    [id, days],
  );
};

/** A run of so many days ago deactivated these accounts. */
export const deactivatedLongAgo = async (
  { tools, id }: Tenant,
  accountIds: readonly string[],
  days = 31,
): Promise<void> => {
  const planId = crypto.randomUUID();
  await tools.store.tx(async (tx) => {
    await tx.executeSql(
      `insert into plans (id, tenant_id, fingerprint, state, made_at, expires_at, summary, run_state)
       values ($1, $2, 'long ago', 'approved', '2020-01-01', '2020-01-02', '{}', 'finished')`,
      [planId, id],
    );
    await tx.executeSql(
      `insert into steps (tenant_id, plan_id, position, row_id, kind, target, key, state, reference, updated_at)
       select $1, $2::uuid, number - 1, 'leaver:' || account, 'deactivate-account', account, $2::text || '/' || account, 'confirmed', account,
         now() - make_interval(days => $4)
       from unnest($3::text[]) with ordinality as left_behind (account, number)`,
      [id, planId, accountIds, days],
    );
  });
};

/** Every row of the plan that can copies the photo too. */
export const withPhotos = async ({ tools, id }: Tenant, plan: PlanRecord): Promise<PlanRecord> => {
  await tools.store.executeSql(
    `update plan_rows set row = jsonb_set(row, '{photo}', 'true')
     where tenant_id = $1 and plan_id = $2 and kind in ('joiner', 'mover', 'link')`,
    [id, plan.id],
  );
  return plan;
};

const jpeg = (content: Uint8Array): string => Buffer.from([0xff, 0xd8, 0xff, ...content]).toString('base64');

/** The person has a photo of this content from now on. */
export const takePhoto = ({ vendors }: Tenant, name: string, content: Uint8Array = Buffer.from(name)): void =>
  changePhoto(vendors.graph.directory, personId(name), jpeg(content));
