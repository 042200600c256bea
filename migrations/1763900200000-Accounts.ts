import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Advertisers with postback credentials; affiliates with channels and payout destinations. */
export class Accounts1763900200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE advertiser (
        id uuid NOT NULL,
        name text NOT NULL,
        status text NOT NULL DEFAULT 'active',
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_advertiser_status CHECK (status IN ('active', 'suspended')),
        CONSTRAINT pk_advertiser PRIMARY KEY (id)
      );
      CREATE TABLE postback_credential (
        id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        token_hash character(64) NOT NULL,
        secret_sealed bytea NOT NULL,
        token_last_four character(4) NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT uq_postback_credential_token_hash UNIQUE (token_hash),
        CONSTRAINT pk_postback_credential PRIMARY KEY (id)
      );
      CREATE INDEX ix_postback_credential_advertiser_id ON postback_credential (advertiser_id);
      CREATE TABLE affiliate (
        id uuid NOT NULL,
        name text NOT NULL,
        country character(2) NOT NULL,
        status text NOT NULL DEFAULT 'active',
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_affiliate_status CHECK (status IN ('active', 'suspended')),
        CONSTRAINT pk_affiliate PRIMARY KEY (id)
      );
      CREATE TABLE channel (
        id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        url text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_channel_affiliate_id_url UNIQUE (affiliate_id, url),
        CONSTRAINT ck_channel_kind CHECK (kind IN ('site', 'youtube', 'instagram', 'tiktok', 'podcast', 'newsletter', 'app', 'other')),
        CONSTRAINT pk_channel PRIMARY KEY (id)
      );
      CREATE TABLE payout_destination (
        id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        stripe_account_id text NOT NULL,
        status text NOT NULL,
        requirements text array NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        checked_at timestamptz NOT NULL,
        CONSTRAINT uq_payout_destination_stripe_account_id UNIQUE (stripe_account_id),
        CONSTRAINT ck_payout_destination_status CHECK (status IN ('onboarding', 'active', 'restricted', 'closed')),
        CONSTRAINT pk_payout_destination PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX uq_payout_destination_live ON payout_destination (affiliate_id) WHERE status <> 'closed';
      ALTER TABLE advertiser ADD CONSTRAINT fk_advertiser_id FOREIGN KEY (id) REFERENCES organization(id);
      ALTER TABLE postback_credential ADD CONSTRAINT fk_postback_credential_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
      ALTER TABLE affiliate ADD CONSTRAINT fk_affiliate_id FOREIGN KEY (id) REFERENCES organization(id);
      ALTER TABLE channel ADD CONSTRAINT fk_channel_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
      ALTER TABLE payout_destination ADD CONSTRAINT fk_payout_destination_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
    `);
    await runner.query(`
      ALTER TABLE advertiser ENABLE ROW LEVEL SECURITY; ALTER TABLE advertiser FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON advertiser USING (fairlead_network() OR id = fairlead_advertiser());
      ALTER TABLE postback_credential ENABLE ROW LEVEL SECURITY; ALTER TABLE postback_credential FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON postback_credential USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
      ALTER TABLE affiliate ENABLE ROW LEVEL SECURITY; ALTER TABLE affiliate FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON affiliate USING (fairlead_network() OR id = fairlead_affiliate());
      ALTER TABLE channel ENABLE ROW LEVEL SECURITY; ALTER TABLE channel FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON channel USING (fairlead_network() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE payout_destination ENABLE ROW LEVEL SECURITY; ALTER TABLE payout_destination FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON payout_destination USING (fairlead_network() OR affiliate_id = fairlead_affiliate());

      GRANT SELECT, INSERT, UPDATE ON advertiser, postback_credential, affiliate, channel, payout_destination TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "advertiser" DROP CONSTRAINT "fk_advertiser_id";
      ALTER TABLE "postback_credential" DROP CONSTRAINT "fk_postback_credential_advertiser_id";
      ALTER TABLE "affiliate" DROP CONSTRAINT "fk_affiliate_id";
      ALTER TABLE "channel" DROP CONSTRAINT "fk_channel_affiliate_id";
      ALTER TABLE "payout_destination" DROP CONSTRAINT "fk_payout_destination_affiliate_id";
      DROP TABLE "payout_destination"; DROP TABLE "channel"; DROP TABLE "affiliate"; DROP TABLE "postback_credential"; DROP TABLE "advertiser";
    `);
  }
}
