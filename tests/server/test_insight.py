"""What supervisors and operators read: decisions, queues, the policy with its errors, and what Prometheus reads."""

from __future__ import annotations

from asking import HERE
from world import POLICY, World, make_world

from segue.policy_file import policy_hash
from segue.ports.people import UserRole

WRONG = POLICY.replace("queue: general", "queue: genral")


async def test_a_decision_is_listed_with_its_reason_and_every_trigger_that_was_weighed(world: World) -> None:
    key, session = await world.key("conversations"), await world.signed_in(UserRole.SUPERVISOR)
    await world.conversation()
    message = {"id": "m-1", "role": "end_user", "text": "I want to talk to a human"}
    await world.client.ask("POST", "/v1/conversations/cnv_ana/messages", token=key, body=message)
    ((row),) = (await world.client.ask("GET", "/v1/ops/decisions", session=session)).json["decisions"]
    assert (row["conversation"], row["text"]) == ("cnv_ana", message["text"])
    assert (row["decision"]["outcome"], row["decision"]["reason"]) == ("handoff", "customer_asked")
    assert row["decision"]["policy_version"] == policy_hash(POLICY)
    assert [weighed["verdict"] for weighed in row["decision"]["weighed"]] == ["fired"]


async def test_a_queue_shows_who_waits_and_does_not_invent_a_wait(world: World) -> None:
    session = await world.signed_in(UserRole.SUPERVISOR)
    await world.conversation()
    await world.waiting()
    world.clock.advance(seconds=90)
    shown = (await world.client.ask("GET", "/v1/ops/queues", session=session)).json
    (queue,) = shown["queues"]
    assert (queue["waiting"], queue["longest_wait_s"], queue["wait_s"]) == (1, 90.0, None)
    assert shown["counts"]["queued"] == 1


async def test_a_wrong_policy_is_refused_with_every_problem_and_the_old_one_stays() -> None:
    world = await make_world(policy_source="console")
    session = await world.signed_in(UserRole.OPERATOR)
    refused = await world.client.ask("PUT", "/v1/ops/policy", session=session, body={"text": WRONG})
    assert refused.status == 422
    (problem,) = refused.json["errors"]
    assert problem["line"] == WRONG[: WRONG.index("genral")].count("\n") + 1
    assert "general" in problem["suggestion"]
    kept = (await world.client.ask("GET", "/v1/ops/policy", session=session)).json
    assert (kept["hash"], kept["errors"]) == (policy_hash(POLICY), [])


async def test_a_policy_is_saved_only_on_top_of_the_one_that_was_read() -> None:
    world = await make_world(policy_source="console")
    session = await world.signed_in(UserRole.OPERATOR)
    changed, stale = POLICY + "\n# one more line\n", {"text": POLICY, "base": "0" * 64}
    assert (await world.client.ask("PUT", "/v1/ops/policy", session=session, body=stale)).status == 409
    fresh = {"text": changed, "base": policy_hash(POLICY)}
    saved = await world.client.ask("PUT", "/v1/ops/policy", session=session, body=fresh)
    assert saved.json == {"hash": policy_hash(changed)}


async def test_a_policy_that_comes_from_a_file_cannot_be_saved_here(world: World) -> None:
    session = await world.signed_in(UserRole.ADMIN)
    refused = await world.client.ask("PUT", "/v1/ops/policy", session=session, body={"text": POLICY})
    assert refused.status == 403
    assert "SEGUE_POLICY_SOURCE" in refused.json["detail"]


async def test_prometheus_reads_sizes_and_states_and_nobody_s_words(world: World) -> None:
    await world.conversation()
    await world.waiting()
    figures = (await world.client.ask("GET", "/metrics", client=HERE)).body.decode()
    assert 'segue_handoffs{queue="general",state="queued",workspace="default"} 1.0' in figures
    assert "hello" not in figures
