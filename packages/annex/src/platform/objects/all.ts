/** Everything the resources of the house add to the engine: the one list that knows them all. */
import type { Behaviour, DueTask } from '../engine/behaviour.js'
import { account } from './account/behaviour.js'
import { applicationFee, feeRefund } from './application-fee/behaviour.js'
import { balanceTransaction } from './balance-transaction/behaviour.js'
import { besideBehaviours, besideTasks } from './all-beside.js'
import { billingBehaviours, billingTasks } from './all-billing.js'
import { announceAvailableBalance, balance } from './balance/behaviour.js'
import { cashBalance } from './cash-balance/behaviour.js'
import { customerCashBalanceTransaction } from './cash-balance/fund.js'
import { fundingInstructions } from './cash-balance/funding-instructions.js'
import { capability } from './capability/behaviour.js'
import { charge } from './charge/behaviour.js'
import { expireHold } from './charge/release.js'
import { settleCharge } from './charge/settle.js'
import { confirmationToken } from './confirmation-token/behaviour.js'
import { customerBalanceTransaction } from './customer/balance-transaction.js'
import { customerSession } from './customer/session.js'
import { dispute } from './dispute/behaviour.js'
import { decideDispute, expireDispute } from './dispute/decide.js'
import { payOutAvailable, reconcilePayout } from './payout/automatic.js'
import { deliverPayout, sendPayout } from './payout/bank.js'
import { payout } from './payout/behaviour.js'
import { ephemeralKey } from './ephemeral-key/behaviour.js'
import { expireFileLink, fileLink } from './file/link.js'
import { bankAccount, card } from './external-account/behaviours.js'
import { verificationSession } from './identity-verification-session/behaviour.js'
import { issuingBehaviours, issuingTasks } from './all-issuing.js'
import { legacy } from './legacy.js'
import { paymentIntent } from './payment-intent/behaviour.js'
import { failMicrodeposits, finishDebitedIntent } from './payment-intent/debit.js'
import { expireAuthorization } from './payment-intent/cancel.js'
import { paymentMethod } from './payment-method/behaviour.js'
import { person } from './person/behaviour.js'
import { plan } from './plan/behaviour.js'
import { paymentMethodConfiguration } from './payment-method-configuration/behaviour.js'
import { plain } from './plain/plain.js'
import { price } from './price/behaviour.js'
import { product } from './product/behaviour.js'
import { reactions } from './reactions.js'
import { expireRefund } from './refund/ask.js'
import { refund } from './refund/behaviour.js'
import { completeRefund, failRefund } from './refund/network.js'
import { review } from './review/behaviour.js'
import { searchable } from './searchable.js'
import { setupIntent } from './setup-intent/behaviour.js'
import { topup } from './topup/behaviour.js'
import { failTopup, receiveTopup } from './topup/create.js'
import { failSetupMicrodeposits } from './setup-intent/verify-microdeposits.js'
import { source } from './source/behaviour.js'
import { transfer } from './transfer/behaviour.js'
import { treasuryBehaviours } from './all-treasury.js'
import { taxId } from './tax-id/behaviour.js'
import { verifyTaxId } from './tax-id/verify.js'
import { timeOf } from './test-clock/time-of.js'
import { token } from './token/behaviour.js'

const behaviours: readonly Behaviour[] = [
  ...plain,
  account,
  applicationFee,
  balance,
  balanceTransaction,
  ...besideBehaviours,
  ...billingBehaviours,
  ...issuingBehaviours,
  ...treasuryBehaviours,
  bankAccount,
  capability,
  card,
  cashBalance,
  charge,
  confirmationToken,
  customerBalanceTransaction,
  customerCashBalanceTransaction,
  customerSession,
  dispute,
  ephemeralKey,
  feeRefund,
  fileLink,
  fundingInstructions,
  paymentIntent,
  paymentMethod,
  payout,
  person,
  paymentMethodConfiguration,
  plan,
  price,
  product,
  refund,
  review,
  setupIntent,
  source,
  taxId,
  token,
  topup,
  transfer,
  verificationSession,
]

/** What falls due by itself, by the name it was asked for with: `work.later(at, name, id)`. */
const tasks: Readonly<Record<string, DueTask>> = {
  announce_available_balance: announceAvailableBalance,
  ...besideTasks,
  ...billingTasks,
  ...issuingTasks,
  complete_refund: completeRefund,
  deliver_payout: deliverPayout,
  decide_dispute: decideDispute,
  expire_authorization: expireAuthorization,
  expire_file_link: expireFileLink,
  expire_dispute: expireDispute,
  expire_hold: expireHold,
  expire_refund: expireRefund,
  fail_microdeposits: failMicrodeposits,
  fail_refund: failRefund,
  fail_setup_microdeposits: failSetupMicrodeposits,
  finish_debit: finishDebitedIntent,
  ...failTopup,
  pay_out_available: payOutAvailable,
  receive_topup: receiveTopup,
  reconcile_payout: reconcilePayout,
  send_payout: sendPayout,
  settle_charge: settleCharge,
  verify_tax_id: verifyTaxId,
}

export const resources = { behaviours, reactions, tasks, searchable, legacy, timeOf }
