// Test messages in the preview: sent, shown on their way, and kept from it by what is off.

import { describe, expect, test } from 'vitest';
import type { QueueStand } from '#core/simulation/playback';
import {
  everyState,
  fourCities,
  overLondon,
  overTokyo,
  routeAnswer,
  sceneMessage,
  tazmania,
  throughSmartHost,
  toBrussels,
  toFabrikam,
  toSomeone,
  unknownRecipient,
  withoutWay,
} from './scenes.ts';
import { id } from '../element-id.ts';
import { preview, previewForEach, draw, sendMessage, textOf, button, switchOff } from './simulation-page.ts';

previewForEach();

describe('A test message', () => {
  test('is asked for by the button, and from a server by its card', async () => {
    await draw(fourCities);
    await button('Send Test Message…').first().click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'askMessage' });
    await preview.page.locator('.node[data-id="server LON-EX01"]').click({ position: { x: 50, y: 15 } });
    await button('Send from Here…').click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'askMessage', from: 'LON-EX01' });
  });

  test('tells its story: outcome, reason, every hop with its queue, what else was considered', async () => {
    await draw(fourCities);
    const asked = await sendMessage(toBrussels, overLondon);
    expect(asked).toMatchObject({ type: 'route', message: toBrussels, down: [] });
    await preview.page.locator('.result').waitFor();
    expect(await textOf('.result h2')).toBe('Delivered');
    expect(await textOf('.result')).toContain(overLondon.reason);
    expect(await preview.page.locator('.hop').count()).toBe(3);
    expect(await textOf('.hop >> nth=0')).toContain('Seattle to London - London (Routing Group Connector)');
    expect(await textOf('.hop >> nth=0')).toContain('cost 10');
    expect(await textOf('.facts')).toMatch(/Total cost\s+20/);
    await preview.page.locator('.considered summary').click();
    expect(await textOf('.considered tbody >> nth=1')).toContain('Over Tokyo the mail would pay 70 instead of 20.');
  });

  test('draws its way: the connectors in their order, a queue on each server, the outcome at the end', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    await preview.page.locator('.outcome.delivered').waitFor();
    const travelled = preview.page.locator('.caption.travelled');
    expect(await travelled.locator('.step text').allTextContents()).toEqual(['1', '2']);
    expect(await preview.page.locator('.edge.travelled').count()).toBe(2);
    expect(await preview.page.locator('.pill').count()).toBe(3);
    expect(await preview.page.locator('.pill title').first().textContent()).toContain('Seattle to London - London');
  });

  test('has its next best way in thin lines, which its story tells', async () => {
    await draw(fourCities);
    await preview.send({ type: 'send', message: toBrussels });
    const nextBest = { without: 'London to Brussels', route: overTokyo };
    await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon, nextBest) });
    await preview.page.locator('.outcome.delivered').waitFor();
    const besides = preview.page.locator('.edge.next-best');
    await expect
      .poll(() => besides.evaluateAll((edges) => edges.map((edge) => edge.getAttribute('data-id'))))
      .toEqual([expect.stringContaining('Seattle to Tokyo'), expect.stringContaining('Tokyo to Brussels')]);
    // From farther away a connector and its way back are one line, but not where one of them is meant.
    for (let times = 0; times < 4; times += 1) await preview.page.getByRole('button', { name: /^Zoom out/ }).click();
    await expect.poll(() => preview.page.locator('.drawing').getAttribute('data-zoom')).not.toBe('near');
    const own = besides.locator('> .line:not(.joint)');
    await expect
      .poll(() => own.evaluateAll((lines) => lines.map((line) => getComputedStyle(line).display)))
      .toEqual(['inline', 'inline']);
    expect(await textOf('p.next-best')).toBe(
      `Without connector London to Brussels: by Seattle to Tokyo, Tokyo to Brussels, cost ${overTokyo.cost}.`,
    );
  });

  test('that has no other way says so', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    expect(await textOf('h3:has-text("Next best way") + p')).toBe(
      'None: it is not delivered without any one of its connectors.',
    );
  });

  test('is told aloud when it has arrived', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    await expect
      .poll(() => preview.page.locator('.spoken').textContent())
      .toBe(
        `Test message from SEA-EX01 to anna@be.contoso.com: Delivered. ${overLondon.reason} It passed SEA-EX01, LON-EX01, BRU-EX01.`,
      );
  });

  test('that cannot be delivered shows the code and why', async () => {
    await draw(tazmania);
    await sendMessage({ from: 'TAZMANIA', to: 'nobody@contoso.com' }, unknownRecipient);
    await preview.page.locator('.outcome.undeliverable').waitFor();
    expect(await textOf('.result h2')).toBe('Not delivered · 5.1.1');
    expect(await textOf('.result')).toContain('Add a mailbox, or correct the address.');
  });

  test('that waits for lack of any way shows neither a cost nor a next hop', async () => {
    await draw(fourCities);
    await sendMessage(toSomeone, withoutWay());
    await preview.page.locator('.outcome.queued').waitFor();
    expect(await textOf('.facts')).toContain('Messages with an unreachable destination');
    expect(await textOf('.facts')).not.toMatch(/Cost|Next hop/);
  });

  test('that makes no sense is not sent, and it says why', async () => {
    await draw(tazmania);
    await preview.send({ type: 'send', message: { from: 'NOWHERE', to: 'a@b.c' } });
    await preview.answerRoute({ ok: false, error: "'NOWHERE' is not a server of this topology." });
    expect(await textOf('.note.error')).toContain("'NOWHERE' is not a server of this topology.");
    expect((await preview.state()).script.actions).toEqual([]);
  });

  test('a tie is named as one', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, { ...overLondon, ties: [['Seattle to London', 'Seattle to Tokyo']] });
    expect(await textOf('.note.info')).toContain('Seattle to London, Seattle to Tokyo are as good as each other');
  });

  test('an answer to a question that was not asked is passed over', async () => {
    await draw(tazmania);
    await preview.send({
      type: 'sent',
      request: 99,
      answer: { ok: true, value: routeAnswer(toFabrikam, throughSmartHost) },
    });
    await preview.send({ type: 'select', element: id('server TAZMANIA') });
    await preview.page.locator('.inspector').waitFor();
    expect(await preview.page.locator('.result').count()).toBe(0);
  });
});

describe('Switches', () => {
  test('take part in the next message, which goes the other way', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    await switchOff('server LON-EX01');
    expect(await preview.page.locator('.node.off[data-id="server LON-EX01"] .power').count()).toBe(1);
    await preview.page.getByText('have changed since').waitFor();
    const route = preview.page.locator('.edge.travelled[data-id*="Seattle to London"] > .line:not(.joint)');
    expect(await route.evaluate((line) => getComputedStyle(line).opacity)).toBe('0.55');
    await button('Send Again').click();
    const asked = await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overTokyo) });
    expect(asked).toMatchObject({ message: { to: toBrussels.to }, down: ['server LON-EX01'] });
    await preview.page.locator('.edge.travelled[data-id*="Tokyo to Brussels"]').waitFor();
    expect(await preview.page.locator('.drawing.outdated').count()).toBe(0);
    expect(await textOf('.facts')).toMatch(/Switched off\s+server LON-EX01/);
  });

  test('what lies in or hangs on something off is out of service with it', async () => {
    await draw(fourCities);
    await switchOff('routing group London');
    expect(await preview.page.locator('.node.without[data-id="server LON-EX01"]').count()).toBe(1);
    expect(await preview.page.locator('.edge.without[data-id*="London to Brussels"]').count()).toBe(1);
    expect(await preview.page.locator('.edge.without[data-id*="Tokyo"]').count()).toBe(0);
  });

  test('a line between two routing groups is switched as one, in both directions', async () => {
    await draw(fourCities);
    await preview.page.locator('.caption[data-id*="London to Brussels"]').click();
    await button('Switch Off Line London – Brussels').click();
    expect(await preview.page.locator('.edge.off').count()).toBe(2);
    expect((await preview.state()).script.down).toEqual(['line London to Brussels']);
    await preview.page.locator('.caption[data-id*="Brussels to London"]').click();
    await button('Switch On Line Brussels – London').click();
    expect((await preview.state()).script.down).toEqual([]);
  });

  test('the Internet stands for the DNS', async () => {
    await draw(fourCities);
    await switchOff('internet');
    expect((await preview.state()).script.down).toEqual(['dns']);
  });

  test('all are switched on by one button, which is there while something is off', async () => {
    await draw(fourCities);
    expect(await button(/^Switch \d On$/).count()).toBe(0);
    await switchOff('server LON-EX01');
    await switchOff('host relay.fabrikam.com');
    await button('Switch All 2 On').click();
    expect((await preview.state()).script.down).toEqual([]);
    expect(await preview.page.locator('.off').count()).toBe(0);
  });

  test('of something that is gone from the text are kept, but not sent', async () => {
    await draw(fourCities);
    await switchOff('server LON-EX01');
    await preview.send(sceneMessage(tazmania, { version: 2 }));
    await preview.page.locator('.node[data-id="server TAZMANIA"]').waitFor();
    expect(await sendMessage(toFabrikam, throughSmartHost)).toMatchObject({ down: [] });
    expect((await preview.state()).script.down).toEqual(['server LON-EX01']);
    expect(await preview.page.getByRole('button', { name: /^Switch .* On$/ }).count()).toBe(0);
  });
});

describe('Messages that move', () => {
  const moved = async (counts: Readonly<Record<string, number>>): Promise<void> => {
    await draw(fourCities);
    const none: QueueStand = {
      state: 'Ready',
      messages: 0,
      bytes: 0,
      oldest: null,
      next: null,
      passed: 0,
      exists: true,
    };
    const queues = Object.entries(counts).map(([connector, passed]) => {
      return {
        name: connector,
        server: null,
        connector,
        peak: 0,
        peakAt: 0,
        frames: [0, 1],
        stands: [none, { ...none, passed }],
      };
    });
    const off = [{ at: 0, elements: [id('server LON-EX01')] }];
    await preview.show({ ...everyState, playback: { ...everyState.playback, queues, off } });
    await preview.page.getByRole('slider').press('End');
  };

  test('are seen one by one where they are few, and as a stream where they are many, but not through what is off', async () => {
    await moved({ 'Seattle to Tokyo': 2, 'Tokyo to Brussels': 600, 'Seattle to London': 3 });
    await preview.page.locator('.flow').first().waitFor();
    const flows = await preview.page.locator('.flow').evaluateAll((all) => {
      return all.map((flow) => [flow.getAttribute('class'), flow.getAttribute('stroke-dasharray')]);
    });
    expect(flows).toEqual([
      ['flow single', '0 50'],
      ['flow stream', '2 2'],
    ]);
    const width = (kind: string) => preview.page.locator(`.flow.${kind}`).getAttribute('stroke-width').then(Number);
    expect(await width('stream')).toBeCloseTo(3 + 3 * Math.log10(120));
    await preview.page.getByRole('slider').press('Home');
    expect(await preview.page.locator('.flow').count()).toBe(0);
  });
});
