import 'server-only'
import { everyRepository, patternBudget } from '@/lib/domain/patterns/pattern-inclusion'
import { maxPatternLength, maxPatterns, parsePatterns } from '@/lib/domain/patterns/repository-patterns'
import type { Access } from '@/lib/domain/permissions/access'
import { checkedAccess, maxGroups, maxPlacePatterns, type NarrowingFault } from '@/lib/domain/permissions/access-groups'
import type { AskedAccess } from '@/lib/domain/permissions/grant'
import type { WireRobotRequest } from '@/lib/domain/wire/robot'
import { badRequest } from '../exchange/error-body'

type WirePermission = NonNullable<NonNullable<WireRobotRequest['permissions']>[number]>

/**
 * Reads in which repositories the pairs of a permission are to hold: what a pair says, else what the permission says,
 * else nothing. For all permissions of one request, which may say the same lists very often.
 */
export function askedAccess() {
  const [known, budget] = [new Map<string, string>(), patternBudget()]
  function textOf(list: readonly string[]): string {
    const key = list.join('\0')
    const text = known.get(key) ?? parsed(list)
    known.set(key, text)
    return text
  }
  function parsed(list: readonly string[]): string {
    const result = parsePatterns(list, budget)
    if ('fault' in result) throw badRequest(`bad request repositories: ${sentence(result.fault)}`)
    return result.ok
  }
  return (permission: WirePermission, access: readonly Access[]): AskedAccess => {
    const everywhere = permission.repositories && textOf(permission.repositories)
    const texts = permission.access!.map((pair) => (pair!.repositories ? textOf(pair!.repositories) : everywhere))
    const narrowed = access.flatMap((pair, at) =>
      texts[at] === undefined ? [] : [{ ...pair, repositories: texts[at] }],
    )
    const checked = checkedAccess(narrowed)
    if ('fault' in checked) throw badRequest(`bad request repositories: ${sentence(checked.fault)}`)
    const untold = access.filter((_, at) => texts[at] === undefined)
    return untold.length === 0 ? { access: checked.ok } : { access: checked.ok, untold }
  }
}

const sentences: Record<NarrowingFault['reason'], string> = {
  noPatterns: `name at least one, or ["${everyRepository}"] for all`,
  tooMany: `at most ${maxPatterns} patterns at once`,
  empty: 'a pattern is empty',
  tooLong: `a pattern must not exceed ${maxPatternLength} characters`,
  blank: 'a pattern must not hold blanks',
  upperCase: 'names of repositories are in lower case',
  characters: 'only a-z, 0-9, ".", "_", "-", "*", "/" and a leading "!" can stand in a pattern',
  slashes: 'no "/" at the beginning or the end, and no two in a row',
  dots: 'a segment cannot be of dots alone',
  doubleStar: '"**" stands for whole segments: nothing else can be in its own',
  matchesNothing: 'no repository can match: all that is included is excluded, or nothing is included',
  tooManyGroups: `at most ${maxGroups} different lists in one place`,
  tooMuchText: `all lists of one place together must not exceed ${maxPlacePatterns} characters`,
  projectWide: 'it is about the whole project and cannot be narrowed',
}

function sentence(fault: NarrowingFault): string {
  const which =
    'key' in fault ? fault.key : 'pattern' in fault && fault.pattern ? JSON.stringify(fault.pattern.slice(0, 50)) : ''
  return which === '' ? sentences[fault.reason] : `${which}: ${sentences[fault.reason]}`
}
