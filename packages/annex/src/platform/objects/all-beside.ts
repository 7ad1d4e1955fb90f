/** The part of `all.ts` that stands beside payments and billing. */
import type { Behaviour, DueTask } from '../engine/behaviour.js'
import { appInstall } from './app-install/behaviour.js'
import { removeAppInstall } from './app-install/uninstall.js'
import { appSecret } from './app-secret/behaviour.js'
import { expireAppSecret } from './app-secret/store.js'
import { balanceSettings } from './balance-settings/behaviour.js'
import { paymentRecord } from './payment-record/behaviour.js'
import { reportRun, reportType } from './report-run/behaviour.js'
import { paymentMethodDomain } from './payment-method-domain/behaviour.js'
import { taxCalculation } from './tax-calculation/behaviour.js'
import { taxAssociation, taxTransaction } from './tax-transaction/behaviour.js'
import { finishReaderAction } from './terminal-reader/action.js'
import { terminalReader } from './terminal-reader/behaviour.js'

export const besideBehaviours: readonly Behaviour[] = [
  appInstall,
  appSecret,
  balanceSettings,
  paymentMethodDomain,
  paymentRecord,
  reportRun,
  reportType,
  taxAssociation,
  taxCalculation,
  taxTransaction,
  terminalReader,
]

export const besideTasks: Readonly<Record<string, DueTask>> = {
  expire_app_secret: expireAppSecret,
  finish_reader_action: finishReaderAction,
  remove_app_install: removeAppInstall,
}
