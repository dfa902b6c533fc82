import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ExplainAnswer } from '@/components/robots/explain/explain-answer'
import { ExplainForm } from '@/components/robots/explain/explain-form'
import { loadExplain, type ExplainState } from '@/components/robots/explain/explain-params'
import { Alert } from '@/components/ui/alert'
import type { Explanation } from '@/lib/domain/explain/explain-access'
import { packedKeys } from '@/lib/domain/permissions/access'
import { packedRow } from '@/lib/domain/robots/packed-robot-row'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { now } from '@/lib/server/clock'
import { explain, type Explained } from '@/lib/server/explain/explain'
import { currentSettings } from '@/lib/server/settings/current'
import { ExplainTabs } from '../explain-tabs'
import { robotMessages } from '../robot-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('explain'))('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function ExplainPage({ searchParams }: Props) {
  const actor = await requireActor()
  const [asked, t] = [await loadExplain(searchParams), await getTranslations('explain')]
  const { robotNamePrefix: prefix } = await currentSettings()
  const isWhole = asked.who !== '' && asked.repository !== ''
  return (
    <ExplainTabs intro={t('intro')}>
      <ClientMessages namespaces={['allRobots', 'explain', 'robotPage', 'roles', ...robotMessages]}>
        <ExplainForm asked={asked} prefix={prefix} />
        {isWhole && <Answer asked={asked} explained={await explain(actor, asked)} />}
      </ClientMessages>
    </ExplainTabs>
  )
}

async function Answer({ asked, explained }: { asked: ExplainState; explained: Explained }) {
  const t = await getTranslations('explain.answer')
  if (explained.kind === 'unknown') {
    const text = t(explained.what === 'robot' ? 'unknownRobot' : 'unknownUser', { name: asked.who })
    return <Alert kind="warning">{text}</Alert>
  }
  const explanation = packedExplanation(explained.explanation)
  if (explained.kind === 'user') return <ExplainAnswer {...{ asked, explanation }} renderedAt={now().getTime()} />
  const { robot, context, may, renderedAt } = explained
  return (
    <ExplainAnswer
      {...{ asked, explanation, renderedAt }}
      robot={{ robot: packedRow(robot), context, mayUpdate: may.update }}
    />
  )
}

/** As it is sent: the patterns of each group once. */
const packedExplanation = ({ changes, ...explanation }: Explanation): Explanation => ({
  ...explanation,
  changes: changes.map((change) =>
    change.kind === 'edit'
      ? { ...change, ways: change.ways.map((way) => ({ ...way, access: packedKeys(way.access) })) }
      : change,
  ),
})
