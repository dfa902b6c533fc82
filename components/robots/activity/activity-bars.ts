import type { UsageKind } from '@/lib/domain/registry/registry-event'
import type { UsageDay } from '@/lib/domain/registry/usage'

/** From the bottom of a bar up. */
export const kinds = ['pulls', 'pushes', 'deletes'] as const satisfies readonly UsageKind[]

/** Of the drawing, in its own units. */
const size = { width: 600, height: 150, left: 44, top: 12, bottom: 124 }
export const chart = { ...size, step: (size.width - size.left) / 30, bar: 12 }

/** Even the smallest count is seen beside the largest. */
const minHeight = 2

type Part = { kind: UsageKind; y: number; height: number }
type Stack = { day: string; x: number; hover: number; parts: Part[] }

/** Where the bars of these days stand; `top` is the count that the upper line means. */
export function bars(days: readonly UsageDay[]): { stacks: Stack[]; top: number } {
  const top = niceTop(Math.max(...days.map(({ pulls, pushes, deletes }) => pulls + pushes + deletes)))
  const unit = (chart.bottom - chart.top) / top
  const stacks = days.map((day, index) => {
    const hover = chart.left + index * chart.step
    let y = chart.bottom
    const parts = kinds.flatMap((kind): Part[] => {
      if (day[kind] === 0) return []
      const height = Math.max(minHeight, day[kind] * unit)
      y -= height
      return [{ kind, y, height }]
    })
    return { day: day.day, x: hover + (chart.step - chart.bar) / 2, hover, parts }
  })
  return { stacks, top }
}

/** The next round number that is at least `count`. */
function niceTop(count: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, count)))
  const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power)
  return steps.find((step) => step >= count && Number.isInteger(step))!
}
