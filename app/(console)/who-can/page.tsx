import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadWhoCan, type WhoCanState } from '@/components/robots/explain/explain-params'
import { WhoCan } from '@/components/robots/explain/who-can-table'
import type { WhoCanList } from '@/lib/domain/explain/who-can'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { asRefusal } from '@/lib/server/errors'
import type { Actor } from '@/lib/server/rights/actor'
import { whoCan } from '@/lib/server/explain/who-can'
import { ExplainTabs } from '../explain-tabs'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('explain'))('whoCan.title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function WhoCanPage({ searchParams }: Props) {
  const actor = await requireActor()
  const [asked, t] = [await loadWhoCan(searchParams), await getTranslations('explain')]
  const found = asked.of === '' ? null : await find(actor, asked)
  return (
    <ExplainTabs intro={t('whoCan.intro')}>
      <ClientMessages namespaces={['explain', 'permissions', 'roles']}>
        <WhoCan asked={asked} found={found} />
      </ClientMessages>
    </ExplainTabs>
  )
}

/** Null where the page says that there is no such project for its reader. */
async function find(actor: Actor, { of: target, action, live, page, size }: WhoCanState): Promise<WhoCanList | null> {
  try {
    return await whoCan(actor, { target, action, live }, { page, size })
  } catch (error) {
    if (['not-found', 'forbidden'].includes(asRefusal(error)?.kind ?? '')) return null
    throw error
  }
}
