"""What people are asked about their own checks, on their own pages."""

from django.urls import path

from checks.views.candidates import declaring, subscribing

urlpatterns = [
    path("my/checks/<int:pk>/", declaring.declare, name="my_declaration"),
    path("my/update-service/<int:pk>/", subscribing.subscription, name="my_subscription"),
    path("my/<str:reference>/self-declaration/", declaring.self_declaration, name="my_self_declaration"),
]
