import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organizations, users, sessions, API keys and the audit log. */
export class Identity1763900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organization (
        id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        country character(2) NOT NULL,
        status text NOT NULL DEFAULT 'active',
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_organization_status CHECK (status IN ('active', 'suspended')),
        CONSTRAINT ck_organization_kind CHECK (kind IN ('network', 'advertiser', 'affiliate')),
        CONSTRAINT pk_organization PRIMARY KEY (id)
      );
      CREATE TABLE user_account (
        id uuid NOT NULL,
        organization_id uuid NOT NULL,
        email text NOT NULL,
        password_hash text NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        status text NOT NULL DEFAULT 'active',
        created_at timestamptz NOT NULL,
        accepted_terms_at timestamptz,
        CONSTRAINT uq_user_account_email UNIQUE (email),
        CONSTRAINT ck_user_account_email CHECK (email = lower(email)),
        CONSTRAINT ck_user_account_status CHECK (status IN ('active', 'disabled')),
        CONSTRAINT ck_user_account_role CHECK (role IN ('admin', 'finance', 'advertiser', 'affiliate')),
        CONSTRAINT pk_user_account PRIMARY KEY (id)
      );
      CREATE INDEX ix_user_account_organization_id ON user_account (organization_id);
      CREATE TABLE refresh_token (
        id uuid NOT NULL,
        family_id uuid NOT NULL,
        user_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        token_hash character(64) NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT uq_refresh_token_token_hash UNIQUE (token_hash),
        CONSTRAINT pk_refresh_token PRIMARY KEY (id)
      );
      CREATE INDEX ix_refresh_token_user_id ON refresh_token (user_id);
      CREATE INDEX ix_refresh_token_family_id ON refresh_token (family_id);
      CREATE TABLE api_key (
        id uuid NOT NULL,
        organization_id uuid NOT NULL,
        user_id uuid NOT NULL,
        name text NOT NULL,
        key_hash character(64) NOT NULL,
        last_four character(4) NOT NULL,
        scopes text array NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT uq_api_key_key_hash UNIQUE (key_hash),
        CONSTRAINT pk_api_key PRIMARY KEY (id)
      );
      CREATE INDEX ix_api_key_user_id ON api_key (user_id);
      CREATE INDEX ix_api_key_organization_id ON api_key (organization_id);
      CREATE TABLE login_attempt (
        id uuid NOT NULL,
        email_hash character(64) NOT NULL,
        ip_hash character(64) NOT NULL,
        attempted_at timestamptz NOT NULL,
        CONSTRAINT pk_login_attempt PRIMARY KEY (id)
      );
      CREATE INDEX ix_login_attempt_ip_hash_attempted_at ON login_attempt (ip_hash, attempted_at);
      CREATE INDEX ix_login_attempt_email_hash_attempted_at ON login_attempt (email_hash, attempted_at);
      CREATE TABLE audit_event (
        id uuid NOT NULL,
        occurred_at timestamptz(3) NOT NULL,
        actor text NOT NULL,
        organization_id uuid,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        details jsonb NOT NULL,
        content_hash character(64) NOT NULL,
        CONSTRAINT pk_audit_event PRIMARY KEY (id)
      );
      CREATE INDEX ix_audit_event_subject_id ON audit_event (subject_id);
      CREATE INDEX ix_audit_event_organization_id ON audit_event (organization_id);
      ALTER TABLE user_account ADD CONSTRAINT fk_user_account_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      ALTER TABLE api_key ADD CONSTRAINT fk_api_key_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
      ALTER TABLE refresh_token ADD CONSTRAINT fk_refresh_token_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
    `);
    await runner.query(`
      -- A tenant sees its own organization, users and keys; staff see all.
      ALTER TABLE organization ENABLE ROW LEVEL SECURITY; ALTER TABLE organization FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON organization USING (fairlead_network() OR id = fairlead_advertiser() OR id = fairlead_affiliate());
      ALTER TABLE user_account ENABLE ROW LEVEL SECURITY; ALTER TABLE user_account FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON user_account USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      ALTER TABLE api_key ENABLE ROW LEVEL SECURITY; ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON api_key USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON audit_event USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      -- Sign-in happens before anybody has a tenant.
      ALTER TABLE refresh_token ENABLE ROW LEVEL SECURITY; ALTER TABLE refresh_token FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON refresh_token USING (fairlead_network());
      ALTER TABLE login_attempt ENABLE ROW LEVEL SECURITY; ALTER TABLE login_attempt FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON login_attempt USING (fairlead_network());

      CREATE TRIGGER audit_event_insert_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
      CREATE TRIGGER audit_event_seal AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION fairlead_await_seal('audit');

      GRANT SELECT, INSERT, UPDATE ON organization, user_account, refresh_token, api_key TO fairlead_app;
      GRANT SELECT, INSERT ON audit_event TO fairlead_app;
      GRANT SELECT, INSERT, DELETE ON login_attempt TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "user_account" DROP CONSTRAINT "fk_user_account_organization_id";
      ALTER TABLE "api_key" DROP CONSTRAINT "fk_api_key_user_id";
      ALTER TABLE "refresh_token" DROP CONSTRAINT "fk_refresh_token_user_id";
      DROP TABLE "audit_event"; DROP TABLE "login_attempt"; DROP TABLE "api_key"; DROP TABLE "refresh_token"; DROP TABLE "user_account"; DROP TABLE
      "organization";
    `);
  }
}
