import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accessIn,
  changesFrom,
  changesNothing,
  commonAccess,
  emptySelection,
  expandSelection,
  heldSelection,
  isSelected,
  keepExisting,
  lackingCount,
  resetAccess,
  selectAll,
  selectedCount,
  setAccess,
  setSelected,
  unselectAll,
  type HeldProjects,
  type ProjectSelection,
} from './project-selection'

describe('expandSelection', () => {
  const held = new Map([
    [1, 'a'],
    [2, 'b'],
  ])
  const expand = (changes: Partial<Parameters<typeof expandSelection<string>>[0]>) =>
    Object.fromEntries(expandSelection({ overrides: [], unselected: [], ...changes }, [1, 2, 3, 4], held))

  test.each([
    ['nothing changed keeps what is held', {}, { 1: 'a', 2: 'b' }],
    ['an override adds or replaces', { overrides: [{ access: 'x', projects: [2, 4] }] }, { 1: 'a', 2: 'x', 4: 'x' }],
    ['unselected goes', { unselected: [1, 3] }, { 2: 'b' }],
    ['a base is for every project there is', { base: 'z' }, { 1: 'z', 2: 'z', 3: 'z', 4: 'z' }],
    [
      'a base with differences',
      { base: 'z', overrides: [{ access: 'x', projects: [1] }], unselected: [3, 4] },
      { 1: 'x', 2: 'z' },
    ],
    ['unselected wins', { base: 'z', overrides: [{ access: 'x', projects: [1] }], unselected: [1, 2, 3] }, { 4: 'z' }],
  ])('%s', (_, changes, expected) => expect(expand(changes)).toEqual(expected))
})

// The model: every project with its tick and its permissions, without any of the savings.
type Model = Map<number, { selected: boolean; access: string[] }>
type Step = { apply: (selection: ProjectSelection) => ProjectSelection; model: (model: Model) => void }

const ids = [1, 2, 3, 4, 5, 6]
const access = fc.constantFrom<string[]>([], ['repository:pull'], ['repository:pull', 'repository:push'], ['tag:list'])
const some = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 })

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(some, fc.boolean()).map(([chosen, selected]): Step => ({
    apply: (selection) => setSelected(selection, chosen, selected),
    model: (model) => chosen.forEach((id) => (model.get(id)!.selected = selected)),
  })),
  fc.tuple(fc.constantFrom(...ids), access).map(([id, given]): Step => ({
    apply: (selection) => setAccess(selection, id, given),
    model: (model) => void (model.get(id)!.access = given),
  })),
  access.map((given): Step => ({
    apply: (selection) => resetAccess(selection, given),
    model: (model) => model.forEach((each) => (each.access = given)),
  })),
  fc.constant<Step>({
    apply: (selection) => selectAll(selection, ids.length),
    model: (model) => model.forEach((each) => (each.selected = true)),
  }),
  fc.constant<Step>({ apply: unselectAll, model: (model) => model.forEach((each) => (each.selected = false)) }),
)

const heldOf: fc.Arbitrary<HeldProjects> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom<string[]>(['repository:pull'], ['log:list'])), {
    selector: ([id]) => id,
  })
  .map((pairs) => pairs.map(([id, given]) => ({ access: given, projects: [id] })))

test('what is sent expands to just what was ticked, whatever was done before', () => {
  fc.assert(
    fc.property(heldOf, fc.array(step, { maxLength: 12 }), (held, steps) => {
      const heldMap = new Map(held.flatMap(({ access: given, projects }) => projects.map((id) => [id, given] as const)))
      const model: Model = new Map(
        ids.map((id) => [id, { selected: heldMap.has(id), access: [...(heldMap.get(id) ?? [])] }]),
      )
      let selection = heldSelection(held)
      for (const { apply, model: applyToModel } of steps) {
        selection = apply(selection)
        applyToModel(model)
      }
      const ticked = [...model].filter(([, each]) => each.selected)
      expect(ids.filter((id) => isSelected(selection, id))).toEqual(ticked.map(([id]) => id))
      expect(ids.map((id) => accessIn(selection, id))).toEqual(ids.map((id) => model.get(id)!.access))
      expect(selectedCount(selection)).toBe(ticked.length)
      expect(lackingCount(selection)).toBe(ticked.filter(([, each]) => each.access.length === 0).length)
      // What lacks permissions cannot be sent: the wizard's FINISH waits for it.
      if (lackingCount(selection) > 0) return
      const sent = changesFrom(held, selection)
      expect(Object.fromEntries(expandSelection(sent, ids, heldMap))).toEqual(
        Object.fromEntries(ticked.map(([id, each]) => [id, each.access])),
      )
    }),
    { numRuns: 2_000 },
  )
})

test('what is sent stays small with thousands of projects', () => {
  const everywhere = selectAll(resetAccess(emptySelection, ['repository:pull']), 5_000)
  const sent = changesFrom([], setSelected(setAccess(everywhere, 7, ['tag:list']), [8], false))
  expect(sent).toEqual({
    base: ['repository:pull'],
    overrides: [{ access: ['tag:list'], projects: [7] }],
    unselected: [8],
  })
})

test('an untouched robot sends nothing', () => {
  const held = [{ access: ['repository:pull'], projects: [1, 2, 3] }]
  expect(changesNothing(changesFrom(held, heldSelection(held)))).toBe(true)
  expect(changesNothing(changesFrom(held, setSelected(heldSelection(held), [3], false)))).toBe(false)
})

test('projects that are gone drop out of a selection', () => {
  const picked = setAccess(setSelected(emptySelection, [1, 2], true), 2, ['tag:list'])
  const kept = keepExisting(picked, new Set([1, 3]))
  expect([selectedCount(kept), isSelected(kept, 2), accessIn(kept, 2)]).toEqual([1, false, []])
})

describe('what every selected project gets', () => {
  const [pull, push] = [['repository:pull'], ['repository:pull', 'repository:push']]
  const held = (...sets: string[][]) => heldSelection(sets.map((access, at) => ({ access, projects: [at + 1] })))

  test.each([
    ['nothing selected yet: what any would', { ...emptySelection, base: pull }, pull],
    ['all alike', held(pull, pull), pull],
    ['in another order', held(push, push.toReversed()), push],
    ['different ones', held(pull, push), null],
    ['one of its own among those of the base', setSelected({ ...held(push), base: pull }, [7], true), null],
    ['one of its own that is not selected', setSelected({ ...held(pull, push) }, [2], false), pull],
    ['all, one of its own', { ...selectAll({ ...held(push), base: pull }, 3) }, null],
    ['all there are, each of its own', { ...selectAll({ ...held(push, push), base: pull }, 2) }, push],
  ])('%s', (_, selection, expected) => expect(commonAccess(selection)).toEqual(expected))
})
