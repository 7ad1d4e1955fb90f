/** Three things to do next, ticked as they get done. */
import { Icon } from '../../../web/components/icon.js'
import { paths } from '../../routes.js'
import type { FirstSteps } from '../../store/first-steps.js'

const STEPS: readonly { done: keyof FirstSteps; title: string; detail: string; href: string }[] = [
  {
    done: 'asked',
    title: 'Ask the API something',
    detail: 'Point the official library at this address and list your customers.',
    href: paths.keys,
  },
  {
    done: 'listens',
    title: 'Listen to events',
    detail: 'Add a webhook endpoint, and hear of each change within a second.',
    href: paths.endpoints,
  },
  {
    done: 'offersExtension',
    title: 'Offer an extension',
    detail: 'Let other accounts connect to your app with one button.',
    href: paths.extension,
  },
]

export function Steps({ steps }: { steps: FirstSteps }) {
  return (
    <ol class="steps">
      {STEPS.map(({ done, title, detail, href }) => (
        <li>
          <a class="step" href={href} data-done={steps[done] ? '' : undefined}>
            <span class="step-mark">{steps[done] && <Icon name="check" size={12} />}</span>
            <span class="step-words">
              <span class="step-title">
                {title}
                {steps[done] && <span class="visually-hidden"> (done)</span>}
              </span>
              <span class="muted">{detail}</span>
            </span>
            <Icon name="right" />
          </a>
        </li>
      ))}
    </ol>
  )
}
