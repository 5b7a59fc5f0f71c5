"""What an organiser does with roles: gives and takes them."""

from msgspec import structs

from bot.sandbox.people.scenes import cannot, person_of
from bot.sandbox.world.permissions import MANAGE_ROLES
from bot.sandbox.world.things import Member, Role
from bot.sandbox.world.world import World


def give_role(world: World, key: str, user_id: int, role_id: int, *, is_given: bool) -> Member:
    """Or take it. Only roles below one's own highest (docs, topics/permissions.mdx "Permission Hierarchy")."""
    person = person_of(world, key)
    if not world.permissions_in_guild(person.id) & MANAGE_ROLES:
        raise cannot("You cannot give roles.", 403)
    role, member = world.roles.get(role_id), world.members.get(user_id)
    if role is None or member is None:
        raise cannot("There is no such role, or no such member.", 404)
    is_special = role.id == world.guild.id or role.bot_id is not None
    if is_special or role.position >= _highest(world, world.members[person.id]):
        raise cannot(f"The role {role.name} is not yours to give.", 403)
    others = tuple(number for number in member.role_ids if number != role.id)
    return world.members.put(structs.replace(member, role_ids=(*others, role.id) if is_given else others))


def _highest(world: World, member: Member) -> int:
    roles: list[Role] = [role for number in member.role_ids if (role := world.roles.get(number)) is not None]
    return max((role.position for role in roles), default=0)
