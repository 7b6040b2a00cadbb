import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import { browserCommand, findBrowser } from '../src/emulators/browser.ts';
import { type InTeams, openInTeams, type View } from '../src/emulators/teams-host/open-in-teams.ts';
import { makePlan } from './stand-in/sample-plan.ts';
import { startStandIn } from './stand-in/start-stand-in.ts';
import { makeWorld, people, type World } from './stand-in/world.ts';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fluent's focus traps put hidden elements into the tab order on purpose; nothing else is excepted. */
const focusTraps = '[data-tabster-dummy]';

const findViolations = async (frame: Frame): Promise<readonly string[]> => {
  const options = JSON.stringify({ runOnly: standards });
  const results = await frame.evaluate<AxeResults>(`axe.run({ exclude: [['${focusTraps}']] }, ${options})`);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
};

/** The themes by their names at the host, each with the colour of a section. */
const themes = { Light: '#ffffff', Dark: '#292929', 'High contrast': '#000000' };

const isPainted = (background: string): boolean =>
  [...document.querySelectorAll('.fui-FluentProvider')].every(
    (provider) => getComputedStyle(provider).getPropertyValue('--colorNeutralBackground1') === background,
  );

const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`The tab for everybody${needsBrowser}`, function () {
  this.timeout(120_000);
  let teams: InTeams;
  let world: World;

  before(async function () {
    if (needsBrowser) return this.skip();
    teams = await openInTeams({
      path: '/tab/',
      serve: (tls) => startStandIn({ world: () => world, tls }),
      people,
      mintToken: async (id) => id,
    });
  });

  beforeEach(() => {
    world = makeWorld();
  });

  after(() => teams?.close());

  const chooseRelease = async (frame: Frame): Promise<void> => {
    await frame.getByRole('tab', { name: /Leavers/ }).click();
    await frame.getByRole('radio', { name: 'Release' }).first().click();
  };

  const approve = async (frame: Frame): Promise<void> => {
    await chooseRelease(frame);
    await frame.getByRole('button', { name: /Approve/ }).click();
    await frame
      .getByRole('alertdialog')
      .getByRole('button', { name: /Approve/ })
      .click();
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    await frame.getByRole('button', { name: 'Audit trail of this run' }).click();
    await frame.getByText('Plan approved').waitFor();
  };

  /** How to come to each state of the page, from a fresh world. */
  const states: Readonly<Record<string, (view: View) => Promise<Frame>>> = {
    'a pending plan': async (view) => {
      const frame = await teams.open(view);
      await frame.getByText('Ada Byron').waitFor();
      return frame;
    },
    'profile changes': async (view) => {
      const frame = await teams.open(view);
      await frame.getByRole('tab', { name: /Movers/ }).click();
      await frame.getByText('+31 6 1234 5678').first().waitFor();
      return frame;
    },
    'leavers with their cards': async (view) => {
      const frame = await teams.open(view);
      await chooseRelease(frame);
      return frame;
    },
    'a plan that warns': async (view) => {
      const few = world.pools.map((pool) => ({ ...pool, available: 1 }));
      world.pools = few;
      world.plan = makePlan(world.rows, few, {
        held: { reason: 'too-many-removals', removals: 3, limit: 2, groups: [] },
      });
      const frame = await teams.open(view);
      await frame.getByText(/Short of credits/).waitFor();
      return frame;
    },
    'the question before approving': async (view) => {
      const frame = await teams.open(view);
      await chooseRelease(frame);
      await frame.getByRole('button', { name: /Approve/ }).click();
      await frame.getByRole('alertdialog').waitFor();
      return frame;
    },
    'the receipt': async (view) => {
      const frame = await teams.open(view);
      await approve(frame);
      return frame;
    },
    'why, of a person with changes': async (view) => {
      const frame = await teams.open(view);
      await frame.getByRole('tab', { name: /Movers/ }).click();
      await frame.getByRole('button', { name: 'Emma de Wit' }).click();
      await frame.getByRole('heading', { name: 'Field by field' }).waitFor();
      return frame;
    },
    'why, of a leaver': async (view) => {
      const frame = await teams.open(view);
      await frame.getByRole('tab', { name: /Leavers/ }).click();
      await frame.getByRole('button', { name: 'Sanne Visser' }).click();
      await frame.getByRole('heading', { name: 'Would be deactivated' }).waitFor();
      return frame;
    },
    'why, of nobody': async (view) => {
      const frame = await teams.open({ ...view, subPageId: 'person/00000000-0000-4000-8000-000000000000' });
      await frame.getByRole('heading', { name: 'Nobody has this name' }).waitFor();
      return frame;
    },
    'nothing pending, Mobilo not connected': async (view) => {
      world.plan = null;
      world.health = { ...world.health, mobilo: { ok: false, code: 'mobilo-not-connected', sentence: '' } };
      const frame = await teams.open(view);
      await frame.getByText('Connect Mobilo first').waitFor();
      return frame;
    },
    'a failed sign-in': async (view) => {
      const frame = await teams.open({ ...view, person: '' });
      await frame.getByText('did not sign you in').waitFor();
      return frame;
    },
  };

  for (const [state, show] of Object.entries(states)) {
    it(`keeps WCAG 2.2 AA in every theme: ${state}`, async () => {
      const frame = await show({});
      await frame.evaluate(axe);
      for (const [theme, background] of Object.entries(themes)) {
        await teams.page.getByLabel('Theme').selectOption(theme);
        await frame.waitForFunction(isPainted, background);
        assert.deepEqual(await findViolations(frame), [], theme);
      }
    });

    it(`needs no sideways scrolling on a screen of 320 pixels: ${state}`, async () => {
      const frame = await show({ size: { width: 320, height: 800 } });
      const overflow = await frame.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      assert.deepEqual(overflow, []);
    });
  }

  it('can be decided on with the keyboard alone', async () => {
    const frame = await teams.open();
    const { keyboard } = teams.page;
    const reach = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        const focused = await frame.evaluate(() => document.activeElement?.textContent ?? '');
        if (name.test(focused)) return;
        await keyboard.press('Tab');
      }
      assert.fail(`No Tab leads to ${name}.`);
    };
    await frame.getByText('Ada Byron').waitFor();
    await frame.getByRole('tab', { name: /Joiners/ }).focus();
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    const forAll = frame.getByRole('radiogroup', { name: 'All cards' }).getByRole('radio', { name: 'Release' });
    await frame.getByText('Sanne Visser').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    assert.equal(await forAll.isChecked(), true);
    await reach(/^Approve 24/);
    await keyboard.press('Enter');
    await frame.getByRole('alertdialog').waitFor();
    await reach(/^Approve 24/);
    await keyboard.press('Enter');
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    await frame.waitForFunction(() => document.activeElement?.textContent?.startsWith('Receipt'));
  });
});
