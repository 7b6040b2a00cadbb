/** For specs: companies at random, a few people each, every kind of change among them. */
import fc from 'fast-check';
import { type CardChoice, type ChangeKind, changeKinds } from '../plan/plan.ts';
import { accountId, contoso, type Story } from '../vendors.testing.ts';

const names = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal'] as const;

const fates = {
  joins: (story: Story, name: string) => story.hire(name),
  moves: (story: Story, name: string) => story.change(name, { jobTitle: 'Director', department: 'Sales' }),
  marries: (story: Story, name: string) => story.marry(name, 'Byron'),
  returns: (story: Story, name: string) => story.employ(name, { jobTitle: 'Again' }, { state: 'deactivated' }),
  'leaves with two cards': (story: Story, name: string) => story.card(name).card(name, 'card-wood-printed').leave(name),
  'leaves for good': (story: Story, name: string) => story.card(name).leave(name, 'gone'),
  'left long ago': (story: Story, name: string) => story.employ(name, {}, { state: 'deactivated' }).leave(name, 'gone'),
  'is disabled': (story: Story, name: string) => story.leave(name, 'disabled'),
  'is known': (story: Story, name: string) => story.meet(name),
  'is known otherwise': (story: Story, name: string) => story.meet(name).change(name, { officeLocation: 'Delft' }),
  stays: (story: Story, name: string) => story.employ(name),
} as const;
type Fate = keyof typeof fates;

/** Of whom the directory has nothing to show any more. */
const gone: readonly Fate[] = ['leaves with two cards', 'leaves for good', 'left long ago'];

export interface Told {
  /** By person, in the order of `names`. The first one always joins. */
  readonly fates: readonly Fate[];
  /** Bob takes the address that Ada's colleague Zoe gives up. */
  readonly addressMoves: boolean;
  readonly cards: CardChoice;
  /** Cards go to joiners where they can, and only the others are treated so. */
  readonly recycles: boolean;
  /** Kinds that are not approved. */
  readonly left: readonly ChangeKind[];
  /** Who has a photo, in the order of `names`; it is copied wherever a row can. */
  readonly photos: readonly boolean[];
  /** What is left of the metal cards right after the approval. */
  readonly metalLeft: number | null;
}

export const story: fc.Arbitrary<Told> = fc.record({
  fates: fc.array(fc.constantFrom(...(Object.keys(fates) as Fate[])), { maxLength: names.length - 1 }),
  addressMoves: fc.boolean(),
  cards: fc.constantFrom('release', 'deactivate'),
  recycles: fc.boolean(),
  left: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray(['mover', 'leaver', 'link', 'deletion'] as const) },
  ),
  photos: fc.array(fc.boolean(), { maxLength: names.length }),
  metalLeft: fc.option(fc.nat(2), { freq: 3 }),
});

const address = (mail: string) => ({ mail, proxyAddresses: [`SMTP:${mail}`] });

/** The accounts that a run of ours deactivated long ago. */
export const accountsLeftBehind = ({ fates: given }: Told): readonly string[] =>
  given.flatMap((fate, index) => (fate === 'left long ago' ? [accountId(names[index + 1] ?? '')] : []));

/** Who has a photo, as far as they are in the directory. */
export const photographed = ({ fates: given, photos }: Told): readonly string[] =>
  names.filter((_, index) => {
    const fate: Fate | undefined = index === 0 ? 'joins' : given[index - 1];
    return photos[index] === true && fate !== undefined && !gone.includes(fate);
  });

export const tell = ({ fates: given, addressMoves }: Told): Story => {
  const begun = addressMoves
    ? contoso().change('Zoe', address('zoe.new@contoso.example')).change('Yan', address('zoe@contoso.example'))
    : contoso();
  return (['joins', ...given] as const).reduce<Story>(
    (told, fate, index) => fates[fate](told, names[index] ?? ''),
    begun,
  );
};

export const approvedKinds = ({ left }: Told): readonly ChangeKind[] =>
  changeKinds.filter((kind) => !left.includes(kind));
