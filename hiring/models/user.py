from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from hiring import clock


class Role(models.TextChoices):
    """What somebody does in hiring, at one school or across the trust."""

    HR_OFFICER = "hr_officer", "HR officer"
    HR_MANAGER = "hr_manager", "HR manager"
    HEAD = "head", "Headteacher"
    PANEL_MEMBER = "panel_member", "Panel member"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    APPROVER = "approver", "Approver"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class People(BaseUserManager):
    def create_user(self, email, name="", password=None, **fields):
        """A person, known by their e-mail address. Without a password they can only come in by a link, without an address not at all."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password=password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.exclude(email="").get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """One human being, one row: staff, candidates, governors and volunteers alike. What they may do comes from memberships."""

    kind = "user"

    email = models.EmailField(blank=True, help_text="Empty for somebody who has none, and then they cannot sign in.")
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    signed_out_at = models.DateTimeField(null=True, editable=False, help_text="Sessions begun before then have ended.")

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_person_per_address")
        ]

    def __str__(self):
        return self.name or "A person without a name"

    @property
    def is_staff(self):
        """Django's word for somebody who may open its admin; nobody may here."""
        return False

    @property
    def label(self):
        return self.name

    def get_full_name(self):
        return self.name

    @cached_property
    def all_memberships(self):
        """Every membership, read once for each request."""
        if not self.pk:
            return []
        read_already = "memberships" in getattr(self, "_prefetched_objects_cache", {})
        return list(self.memberships.all() if read_already else self.memberships.select_related("trust", "school"))

    @property
    def trust_ids(self):
        """The trusts this person holds any role in."""
        return {each.trust_id for each in self.all_memberships}

    @property
    def works_here(self):
        """Whether this person has any part in running things, as against applying."""
        return bool(self.all_memberships)

    def _get_session_auth_hash(self, secret=None):
        """What each session of this person carries; it changes with the password, and when they are signed out everywhere."""
        carried = super()._get_session_auth_hash(secret=secret)
        if self.signed_out_at is None:
            return carried
        return salted_hmac(carried, self.signed_out_at.isoformat(), secret=secret, algorithm="sha256").hexdigest()

    def sign_out_everywhere(self):
        """Every session and every token of a program ends before the next request."""
        self.signed_out_at = clock.now()
        self.save(update_fields=["signed_out_at"])
        self.auth_token_set.all().delete()

    def roles_at(self, school):
        """The roles held at this school, directly or through the trust."""
        return {
            m.role
            for m in self.all_memberships
            if m.school_id == school.pk or (m.school_id is None and m.trust_id == school.trust_id)
        }


class Membership(models.Model):
    """A role somebody holds at a school, or at every school of the trust when no school is named."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    trust = models.ForeignKey("hiring.Trust", models.CASCADE, related_name="memberships")
    school = models.ForeignKey("hiring.School", models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    trained_on = models.DateField(null=True, blank=True, help_text="Safer recruitment training completed.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "trust", "school", "role"], name="one_membership_per_role", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()} at {self.school or self.trust}"
