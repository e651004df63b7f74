// Going along the time of a simulation.

import { describe, expect, test } from 'vitest';
import { fourCitiesText, simulatorOf, tazmaniaText } from './simulator.ts';
import { everyState, fourCities, tazmania, toFabrikam } from './scenes.ts';
import { id } from '../element-id.ts';
import {
  preview,
  previewForEach,
  draw,
  textOf,
  button,
  tab,
  waitsForSmartHost,
  runs,
  until,
} from './simulation-page.ts';

previewForEach();

describe('Time', () => {
  test('is marked with what happened, what was done, and when most waited', async () => {
    await draw(fourCities);
    await preview.show(everyState);
    const marks = preview.page.locator('.axis .mark');
    const told = await marks.evaluateAll((all) => all.map((mark) => [mark.className, mark.getAttribute('title')]));
    expect(told).toEqual([
      ['mark failure', '0s: failure'],
      ['mark wait', '20s: wait'],
      ['mark return', '40s: return'],
      ['mark repair', '60s: repair'],
      ['mark peak', 'Most are under way: 348'],
    ]);
    expect(await textOf('.counts')).toMatch(/1348 sent\s+800 delivered\s+348 waiting\s+200 undeliverable/);
    expect(await textOf('.playback .failed')).toBe('Mail waited longer than it may.');
    await preview.page.locator('.log button').getByText('60s: repair').click();
    expect(await textOf('.time')).toBe('Mon 00:01, 1m');
    expect(await preview.page.locator('.log li[data-past]').count()).toBe(4);
  });

  test('goes along by keys, from event to event, and by itself', async () => {
    const simulator = simulatorOf(fourCitiesText);
    await runs(simulator);
    const slider = preview.page.getByRole('slider');
    await slider.press('Home');
    expect(await textOf('.time')).toBe('Mon 00:00, 0s');
    await slider.press('ArrowRight');
    expect(await textOf('.time')).not.toBe('Mon 00:00, 0s');
    await button('To the beginning').click();
    await button('To the next event').click();
    expect(await textOf('.time')).toBe('Mon 00:10, 10m');
    expect(await preview.page.locator('.spoken').textContent()).toBe('10m: server LON-EX01 goes down');
    expect(await slider.getAttribute('aria-valuetext')).toBe('10m of 1h39m50s');
    await button('Play').click();
    await preview.page.locator('.moving .flow').first().waitFor();
    await button('Pause').click();
    expect(await preview.page.locator('.marks .failure').count()).toBeGreaterThan(0);
    await slider.press('End');
    expect(await textOf('.counts')).toContain('600 delivered');
  });

  test('shows how far the simulation is, and can be cancelled', async () => {
    await draw(fourCities);
    await preview.send({ type: 'runScenario', scenario: 'S' });
    await expect.poll(async () => (await preview.posted()).at(-1)?.type).toBe('play');
    const asked = (await preview.posted()).at(-1);
    const request = asked?.type === 'play' ? asked.request : 0;
    await preview.send({ type: 'playing', request, done: 0.25 });
    await expect.poll(() => preview.page.getByLabel('Simulating').getAttribute('value')).toBe('0.25');
    await button('Cancel').click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'cancelPlay' });
    await preview.send({ type: 'played', request, answer: null });
    await preview.page.getByText('The simulation was cancelled.').waitFor();
    expect(await preview.page.locator('.pending').isVisible()).toBe(false);
  });

  test('of another scenario stands under its name at once, and what cannot be simulated says why', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await draw(tazmania);
    await preview.send({ type: 'runScenario', scenario: 'First' });
    await preview.page.locator('.scenario').getByText('First').waitFor();
    await preview.send({ type: 'runScenario', scenario: 'Second' });
    await preview.page.locator('.scenario').getByText('Second').waitFor();
    await until(simulator, () => textOf('.transport .fault'), "There is no scenario 'Second'. Play again");
    expect(await preview.page.locator('.spoken').textContent()).toBe(
      "Nothing was simulated. There is no scenario 'Second'.",
    );
  });

  test('says what of it names something that is gone, and simulates the rest', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await draw(tazmania);
    await preview.send({ type: 'switchOff', elements: [id('server GONE'), id('host SMARTHOST')] });
    await preview.send({ type: 'send', message: toFabrikam });
    await until(simulator, () => preview.page.locator('.pill.state-retry').count(), 1);
    expect(await textOf('.transport .fault')).toMatch(/^There is no server 'GONE'\.$/);
  });

  test('what was done is undone, and cleared, and made a scenario', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await tab('Playback');
    await button('Make Scenario').click();
    expect((await preview.posted()).at(-1)).toMatchObject({
      type: 'makeScenario',
      made: { cameOf: { undeliverable: 1 } },
    });
    await button('Switch On').click();
    await until(simulator, () => preview.page.locator('.done-list li').count(), 2);
    await button('Undo: up host SMARTHOST').press('Enter');
    await until(simulator, () => preview.page.locator('.done-list li').count(), 1);
    expect(await preview.page.locator('.done button:focus').count()).toBe(1);
    expect(await preview.page.locator('.node.off').count()).toBe(1);
    await preview.page.getByRole('button', { name: 'Undo: send' }).press('Enter');
    expect(await preview.page.locator(':focus').innerText()).toBe('Bring Back What Was Done Before');
    await preview.send({ type: 'send', message: toFabrikam });
    await until(simulator, () => preview.page.locator('.pill.waits').count(), 1);
    await tab('Playback');
    await button('Clear: nothing is sent, nothing done and nothing off').press('Enter');
    expect(await preview.page.locator(':focus').innerText()).toBe('Playback');
    expect(await preview.page.locator('.transport').isVisible()).toBe(false);
    expect(await preview.page.locator('.node.off, .pill').count()).toBe(0);
    await preview.page.getByText('Nothing is simulated yet.').waitFor();
  });
});
