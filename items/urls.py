from django.urls import path

from items.views import files, lists, versions

app_name = "items"
urlpatterns = [
    path("items/", lists.ItemsPage.as_view(), name="items"),
    path("items/new/", versions.NewItemPage.as_view(), name="new"),
    path("items/gaps/", lists.GapsPage.as_view(), name="gaps"),
    path("items/batches/", lists.BatchesPage.as_view(), name="batches"),
    path("items/batches/new/", lists.NewBatchPage.as_view(), name="new_batch"),
    path("items/chain/", lists.ChainPage.as_view(), name="chain"),
    path("items/files/<kind>/", files.ListFilePage.as_view(), name="file"),
    path("items/blank/<kind>/", files.BlankListPage.as_view(), name="blank"),
    path("items/import/", files.ImportPage.as_view(), name="import"),
    path("items/import/<int:pk>/", files.ImportReportPage.as_view(), name="import_batch"),
    path("items/import/<int:pk>/keep/", files.KeepImportPage.as_view(), name="import_keep"),
    path("items/import/<int:pk>/recheck/", files.RecheckImportPage.as_view(), name="import_recheck"),
    path("items/import/<int:pk>/discard/", files.DiscardImportPage.as_view(), name="import_discard"),
    path("items/import/<int:pk>/rejected/", files.RejectedRowsPage.as_view(), name="import_rejected"),
    path("items/signatures/<int:pk>/", versions.SignPage.as_view(), name="sign"),
    path("items/<int:pk>/", versions.VersionPage.as_view(), name="version"),
    path("items/<int:pk>/edit/", versions.EditPage.as_view(), name="edit"),
    path("items/<int:pk>/discard/", versions.DiscardPage.as_view(), name="discard"),
    path("items/<int:pk>/revise/", versions.RevisePage.as_view(), name="revise"),
    path("items/<int:pk>/send/", versions.SendPage.as_view(), name="send"),
    path("items/<int:pk>/take_back/", versions.TakeBackPage.as_view(), name="take_back"),
    path("items/<int:pk>/clear/", versions.ClearPage.as_view(), name="clear"),
    path("items/<int:pk>/refuse/", versions.RefusePage.as_view(), name="refuse"),
    path("items/<int:pk>/approve/", versions.ApprovePage.as_view(), name="approve"),
    path("items/<int:pk>/give_back/", versions.GiveBackPage.as_view(), name="give_back"),
    path("items/<int:pk>/enforce/", versions.EnforcePage.as_view(), name="enforce"),
    path("items/<int:pk>/repeal/", versions.RepealPage.as_view(), name="repeal"),
]
