import { Module } from '@nestjs/common';
import { Ledger } from './ledger';
import { QuotaController } from './requests/quota.controller';

@Module({ controllers: [QuotaController], providers: [Ledger] })
export class QuotaLedgerModule {}
