-- A note of the desk is for the officers of its 24/7 point, too.
alter policy by_viewer on handover using (org_id = (select viewer_org()) and (select viewer_is_of_house())
  and (select viewer_keys())::text[] && array['role:ca-officer', 'role:ca-head', 'role:poc-officer', 'role:auditor']);
