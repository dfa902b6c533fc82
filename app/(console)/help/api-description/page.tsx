import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/components/shell/breadcrumb'
import { PageTitle } from '@/components/shell/page-title'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { describedOperations } from '@/lib/server/http/api/described-operations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('apiDescription') }
}

export default async function ApiDescriptionPage() {
  await requireActor()
  const t = await getTranslations('help')
  return (
    <>
      <Breadcrumb href={paths.help()}>{t('title')}</Breadcrumb>
      <PageTitle>{t('apiDescription')}</PageTitle>
      <p className="help-intro">
        {t('apiText')}{' '}
        <a href={paths.api.description()} download>
          openapi.json
        </a>
      </p>
      <div className="manual">
        {describedOperations().map(({ part, operations }) => (
          <div key={part}>
            <h2 id={`part-${part}`}>/{part}</h2>
            <div className="manual-table operations" tabIndex={0} role="region" aria-labelledby={`part-${part}`}>
              <table className="table">
                <thead>
                  <tr>
                    {(['operation', 'parameters', 'body', 'answers'] as const).map((column) => (
                      <th key={column} scope="col">
                        {t(`columns.${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {operations.map(({ method, path, query, body, answers }) => (
                    <tr key={`${method} ${path}`}>
                      <td>
                        <code>
                          {method} {path}
                        </code>
                      </td>
                      <td>{query.join(', ')}</td>
                      <td>{body}</td>
                      <td>{answers}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        ))}
      </div>
    </>
  )
}
