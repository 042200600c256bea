import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams, sessions, invitations, second factors, suspension, and mail. */
export class AccountMail1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE membership (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        team_role text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_membership_user_id_organization_id UNIQUE (user_id, organization_id),
        CONSTRAINT ck_membership_team_role CHECK (team_role IN ('admin', 'finance', 'owner', 'member')),
        CONSTRAINT pk_membership PRIMARY KEY (id)
      );
      CREATE INDEX ix_membership_organization_id ON membership (organization_id);
      CREATE TABLE user_session (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        user_agent text NOT NULL,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        second_factor_at timestamptz,
        CONSTRAINT pk_user_session PRIMARY KEY (id)
      );
      CREATE INDEX ix_user_session_organization_id ON user_session (organization_id);
      CREATE INDEX ix_user_session_user_id ON user_session (user_id);
      CREATE TABLE account_token (
        id uuid NOT NULL,
        user_id uuid,
        kind text NOT NULL,
        token_hash character(64) NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT uq_account_token_token_hash UNIQUE (token_hash),
        CONSTRAINT ck_account_token_user CHECK ((kind = 'setup') = (user_id IS NULL)),
        CONSTRAINT ck_account_token_kind CHECK (kind IN ('verify_email', 'reset_password', 'second_factor', 'setup')),
        CONSTRAINT pk_account_token PRIMARY KEY (id)
      );
      CREATE INDEX ix_account_token_user_id ON account_token (user_id);
      CREATE TABLE totp_credential (
        user_id uuid NOT NULL,
        secret_sealed bytea NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_used_step bigint,
        CONSTRAINT pk_totp_credential PRIMARY KEY (user_id)
      );
      CREATE TABLE recovery_code (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        code_hash character(64) NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT uq_recovery_code_code_hash UNIQUE (code_hash),
        CONSTRAINT pk_recovery_code PRIMARY KEY (id)
      );
      CREATE INDEX ix_recovery_code_user_id ON recovery_code (user_id);
      CREATE TABLE invitation (
        id uuid NOT NULL,
        organization_id uuid NOT NULL,
        email text NOT NULL,
        team_role text NOT NULL,
        invited_by uuid NOT NULL,
        token_hash character(64),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash),
        CONSTRAINT ck_invitation_email CHECK (email = lower(email)),
        CONSTRAINT ck_invitation_team_role CHECK (team_role IN ('admin', 'finance', 'owner', 'member')),
        CONSTRAINT pk_invitation PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX uq_invitation_open ON invitation (organization_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
      CREATE INDEX ix_invitation_invited_by ON invitation (invited_by);
      CREATE INDEX ix_invitation_organization_id ON invitation (organization_id);
      CREATE TABLE attempt_count (
        purpose text NOT NULL,
        subject_hash character(64) NOT NULL,
        window_started_at timestamptz NOT NULL,
        attempts integer NOT NULL,
        CONSTRAINT pk_attempt_count PRIMARY KEY (purpose, subject_hash)
      );
      CREATE TABLE mail (
        id uuid NOT NULL,
        dedupe_key text NOT NULL,
        template text NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        text_body text NOT NULL,
        html_body text NOT NULL,
        secret_sealed bytea,
        state text NOT NULL,
        attempts integer NOT NULL DEFAULT '0',
        available_at timestamptz NOT NULL,
        last_error text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        CONSTRAINT uq_mail_dedupe_key UNIQUE (dedupe_key),
        CONSTRAINT ck_mail_state CHECK (state IN ('queued', 'sent', 'dead', 'kept')),
        CONSTRAINT pk_mail PRIMARY KEY (id)
      );
      CREATE INDEX ix_mail_due ON mail (available_at) WHERE state = 'queued';
      ALTER TABLE organization ADD suspended_reason text;
      ALTER TABLE organization ADD suspended_at timestamptz;
      ALTER TABLE user_account ADD accepted_terms_version text;
      ALTER TABLE user_account ADD email_verified_at timestamptz;
      ALTER TABLE account_token ADD CONSTRAINT fk_account_token_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
      ALTER TABLE membership ADD CONSTRAINT fk_membership_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
      ALTER TABLE membership ADD CONSTRAINT fk_membership_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      ALTER TABLE invitation ADD CONSTRAINT fk_invitation_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      ALTER TABLE invitation ADD CONSTRAINT fk_invitation_invited_by FOREIGN KEY (invited_by) REFERENCES user_account(id);
      ALTER TABLE totp_credential ADD CONSTRAINT fk_totp_credential_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
      ALTER TABLE user_session ADD CONSTRAINT fk_user_session_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
      ALTER TABLE user_session ADD CONSTRAINT fk_user_session_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      ALTER TABLE recovery_code ADD CONSTRAINT fk_recovery_code_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
    `);
    await runner.query(`
      -- As the network, for an owner that row-level security binds.
      SELECT set_config('fairlead.scope', 'network', true);
      INSERT INTO membership (id, user_id, organization_id, team_role, created_at)
        SELECT gen_random_uuid(), id, organization_id, CASE WHEN role IN ('admin', 'finance') THEN role ELSE 'owner' END, created_at FROM user_account;
      INSERT INTO user_session (id, user_id, organization_id, user_agent, created_at, last_seen_at, expires_at, ended_at)
        SELECT family_id, min(user_id::text)::uuid, min(organization_id::text)::uuid, '', min(issued_at), max(issued_at), max(expires_at), max(revoked_at) FROM refresh_token GROUP BY family_id;
      -- Nobody who works here already is locked out.
      UPDATE user_account SET email_verified_at = created_at;
      ALTER TABLE user_account DROP COLUMN role;
      ALTER TABLE refresh_token ADD CONSTRAINT fk_refresh_token_family_id FOREIGN KEY (family_id) REFERENCES user_session(id);

      -- A tenant sees its own team and invitations, and the people of its team wherever else they work.
      ALTER TABLE membership ENABLE ROW LEVEL SECURITY; ALTER TABLE membership FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON membership USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      ALTER TABLE invitation ENABLE ROW LEVEL SECURITY; ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON invitation USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      DROP POLICY tenant ON user_account;
      CREATE POLICY network ON user_account USING (fairlead_network());
      CREATE POLICY team ON user_account FOR SELECT USING (EXISTS (
        SELECT FROM membership m WHERE m.user_id = user_account.id AND (m.organization_id = fairlead_advertiser() OR m.organization_id = fairlead_affiliate())));
      -- Signing in, proving who one is and mail happen before or above any tenant.
      ALTER TABLE user_session ENABLE ROW LEVEL SECURITY; ALTER TABLE user_session FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON user_session USING (fairlead_network());
      ALTER TABLE account_token ENABLE ROW LEVEL SECURITY; ALTER TABLE account_token FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON account_token USING (fairlead_network());
      ALTER TABLE totp_credential ENABLE ROW LEVEL SECURITY; ALTER TABLE totp_credential FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON totp_credential USING (fairlead_network());
      ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY; ALTER TABLE recovery_code FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON recovery_code USING (fairlead_network());
      ALTER TABLE attempt_count ENABLE ROW LEVEL SECURITY; ALTER TABLE attempt_count FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON attempt_count USING (fairlead_network());
      ALTER TABLE mail ENABLE ROW LEVEL SECURITY; ALTER TABLE mail FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON mail USING (fairlead_network());

      -- Says one thing of an affiliate to whoever reports a purchase, who may not read the affiliate: whether it is suspended.
      CREATE FUNCTION fairlead_affiliate_suspended(affiliate uuid) RETURNS boolean LANGUAGE sql STABLE
        SET fairlead.scope = 'network' SET search_path = pg_catalog, public, pg_temp
        AS $f$ SELECT EXISTS (SELECT FROM public.affiliate a WHERE a.id = $1 AND a.status = 'suspended') $f$;

      GRANT SELECT, INSERT, UPDATE ON user_session, invitation TO fairlead_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON membership, account_token, totp_credential, recovery_code, attempt_count, mail TO fairlead_app;
    `);
  }

  /** A person of several organizations keeps the one of the account; sessions and second factors go. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT set_config('fairlead.scope', 'network', true);
      DROP FUNCTION fairlead_affiliate_suspended(uuid);
      ALTER TABLE user_account ADD COLUMN role text;
      UPDATE user_account u SET role = CASE o.kind WHEN 'network' THEN coalesce((SELECT team_role FROM membership m WHERE m.user_id = u.id AND m.organization_id = u.organization_id), 'finance') ELSE o.kind END
        FROM organization o WHERE o.id = u.organization_id;
      ALTER TABLE user_account ALTER COLUMN role SET NOT NULL;
      ALTER TABLE user_account ADD CONSTRAINT ck_user_account_role CHECK (role IN ('admin', 'finance', 'advertiser', 'affiliate'));
      ALTER TABLE user_account DROP COLUMN accepted_terms_version, DROP COLUMN email_verified_at;
      ALTER TABLE organization DROP COLUMN suspended_reason, DROP COLUMN suspended_at;
      DROP POLICY team ON user_account; DROP POLICY network ON user_account;
      CREATE POLICY tenant ON user_account USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      ALTER TABLE refresh_token DROP CONSTRAINT fk_refresh_token_family_id;
      DROP TABLE mail; DROP TABLE attempt_count; DROP TABLE invitation; DROP TABLE recovery_code; DROP TABLE totp_credential; DROP TABLE account_token;
      DROP TABLE user_session; DROP TABLE membership;
    `);
  }
}
