"""The SQL under the walls: scope functions, the ledger trigger, sign-in look-up, policies of special tables."""

EXTENSIONS = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
"""

SCOPE_FUNCTIONS = """
CREATE OR REPLACE FUNCTION app_lo() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.lo', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION app_hi() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.hi', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION app_tenant() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.tenant', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION app_member() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.member', true), '')::bigint $$;

-- Codes of the tenant and of every place above it; the country is 0. NULLs while no tenant is set.
CREATE OR REPLACE FUNCTION app_upper() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT ARRAY[t, t - t % 1000, t - t % 1000000, t - t % 100000000, t - t % 10000000000, t * 0]
   FROM (SELECT nullif(current_setting('app.tenant', true), '')::bigint AS t) AS scope $$;

-- The highest code below the tenant.
CREATE OR REPLACE FUNCTION app_last() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN t = 0 THEN 999999999999
               WHEN t % 10000000000 = 0 THEN t + 9999999999
               WHEN t % 100000000 = 0 THEN t + 99999999
               WHEN t % 1000000 = 0 THEN t + 999999
               WHEN t % 1000 = 0 THEN t + 999
               ELSE t END
   FROM (SELECT nullif(current_setting('app.tenant', true), '')::bigint AS t) AS scope $$;
"""

REFUSE_REWRITING = """
CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(NEW) END;
    fillable text;
BEGIN
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
        FOREACH fillable IN ARRAY TG_ARGV LOOP
            IF before -> fillable = 'null'::jsonb THEN
                before := before - fillable;
                after := after - fillable;
            END IF;
        END LOOP;
        IF before = after THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""

LOGIN_ID = """
-- Which account a sign-in name means: 登录名, 工号 where it is unique, or 区划代码/工号. Runs as the owner, because
-- nobody is signed in yet; it gives away a number, never a name.
CREATE OR REPLACE FUNCTION login_id(typed text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (SELECT id FROM tenancy_member WHERE lower(username) = lower(typed)),
        (SELECT min(id) FROM tenancy_member
          WHERE employee_number <> '' AND is_active
            AND (employee_number = typed
                 OR (position('/' IN typed) = 7
                     AND employee_number = substr(typed, 8)
                     AND home_id = CASE WHEN left(typed, 6) ~ '^[0-9]{6}$' THEN left(typed, 6)::bigint * 1000000 END))
         HAVING count(*) = 1)
    )
$$;
REVOKE ALL ON FUNCTION login_id(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION login_id(text) TO supervision_app;
"""

MEMBER_WALL = """
ALTER TABLE tenancy_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy_member FORCE ROW LEVEL SECURITY;
-- A member is seen by the place that made the account, by every place where a hat is worn, and by itself.
CREATE POLICY wall_read ON tenancy_member FOR SELECT USING (
    id = app_member() OR home_id BETWEEN app_lo() AND app_hi()
    OR EXISTS (SELECT 1 FROM tenancy_membership AS hat WHERE hat.member_id = tenancy_member.id));
CREATE POLICY wall_add ON tenancy_member FOR INSERT WITH CHECK (home_id = app_tenant());
CREATE POLICY wall_change ON tenancy_member FOR UPDATE
    USING (home_id = app_tenant() OR id = app_member()) WITH CHECK (home_id = app_tenant() OR id = app_member());
ALTER TABLE tenancy_memberevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy_memberevent FORCE ROW LEVEL SECURITY;
CREATE POLICY wall_read ON tenancy_memberevent FOR SELECT USING (home_id BETWEEN app_lo() AND app_hi());
CREATE POLICY wall_add ON tenancy_memberevent FOR INSERT
    WITH CHECK (home_id = app_tenant() OR pgh_obj_id = app_member());
"""

REGION_WALL = """
ALTER TABLE tenancy_region ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy_region FORCE ROW LEVEL SECURITY;
-- Places are public knowledge; a place adds zone committees below itself.
CREATE POLICY wall_read ON tenancy_region FOR SELECT USING (true);
CREATE POLICY wall_add ON tenancy_region FOR INSERT
    WITH CHECK (code > app_tenant() AND last <= app_last() AND kind = 'zone_committee');
CREATE POLICY wall_change ON tenancy_region FOR UPDATE
    USING (code BETWEEN app_tenant() AND app_last()) WITH CHECK (code BETWEEN app_tenant() AND app_last());
GRANT SELECT ON tenancy_region, tenancy_regionchange TO supervision_public;
"""


OWN_DEPARTMENTS = """
-- A member reads the names of the departments of the own hats in every place: the switcher shows them.
CREATE POLICY wall_own ON tenancy_department FOR SELECT USING (
    EXISTS (SELECT 1 FROM tenancy_membership AS hat
             WHERE hat.department_id = tenancy_department.id AND hat.member_id = app_member()));
"""


def member_owned(table: str) -> str:
    """Wall in a library's table whose rows belong to one member (`user_id`): for the member and the home only."""
    mine = (
        "user_id = app_member() OR EXISTS (SELECT 1 FROM tenancy_member AS owner"
        " WHERE owner.id = user_id AND owner.home_id = app_tenant())"
    )
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f" CREATE POLICY wall ON {table} USING ({mine}) WITH CHECK ({mine});"
    )
